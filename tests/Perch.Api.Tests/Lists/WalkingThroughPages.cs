using Microsoft.AspNetCore.Http;

namespace Perch.Api.Tests;

public sealed class WalkingThroughPages
{
    private static readonly ListOf<Desk> _list = new ListOf<Desk>(desk => desk.Id)
        .SortedBy("name", desk => desk.Name)
        .SortedBy("floor", desk => desk.Floor)
        .FilteredByText("name", desk => desk.Name)
        .FilteredByChoice("state", desk => desk.State)
        .FilteredById("siteId", desk => desk.SiteId)
        .SearchedIn(desk => desk.Name);

    private readonly List<Desk> _desks =
    [
        .. Enumerable.Range(0, 25).Select(number => new Desk(Id(number * 10), $"Desk {number % 5}", number % 3)),
    ];

    public enum State
    {
        Ready,
        OnCall,
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("floor")]
    [InlineData("-floor")]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    public async Task Every_desk_is_met_exactly_once_in_any_order(string sort)
    {
        var met = await WalkAsync($"?limit=4&sort={sort}", _ => { });

        Assert.Equal(_desks.Select(desk => desk.Id).Order(), met.Select(desk => desk.Id).Order());
    }

    [Theory]
    [InlineData("name")]
    [InlineData("-floor")]
    [InlineData("createdAt")]
    public async Task Desks_that_stay_are_met_exactly_once_while_others_come_and_go(string sort)
    {
        var staying = _desks.Where((_, place) => place % 4 != 0).Select(desk => desk.Id).ToList();

        var met = await WalkAsync($"?limit=3&sort={sort}", page =>
        {
            _desks.RemoveAll(desk => !staying.Contains(desk.Id) && desk.Id.CompareTo(Id(page * 40)) < 0);
            _desks.Insert(0, new(Id((page * 10) + 5), $"Desk {page % 5}", page % 3));
        });

        Assert.Equal(staying.Order(), met.Select(desk => desk.Id).Where(staying.Contains).Order());
        Assert.Equal(met.Count, met.Distinct().Count());
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?sort=colour", "sort")]
    [InlineData("?sort=", "sort")]
    [InlineData("?colour=red", "colour")]
    [InlineData("?state=asleep", "state")]
    [InlineData("?siteId=here", "siteId")]
    [InlineData("?after=garbage", "after")]
    [InlineData("?after=W10", "after")]
    [InlineData("?name=a&name=b", "name")]
    [InlineData("?expand=owner", "expand")]
    public void What_a_list_does_not_know_is_refused_by_name(string query, string field)
    {
        var wrong = Query(query);

        Assert.False(_list.TryRead(wrong, out _, out var problem));
        Assert.NotNull(problem);
        Assert.Equal([field], wrong.Errors.ToDictionary().Keys);
    }

    [Fact]
    public async Task A_page_of_one_order_cannot_be_gone_on_with_in_another()
    {
        var page = await PageAsync("?limit=2&sort=name");

        Assert.False(_list.TryRead(Query($"?sort=floor&after={page.Next}"), out _, out _));
    }

    [Fact]
    public async Task Filters_and_search_narrow_the_list()
    {
        _desks.Add(new(Id(1), "Fensterplatz", 1) { State = State.OnCall, SiteId = Id(7) });

        Assert.Single((await PageAsync("?q=FENSTER")).Items);
        Assert.Single((await PageAsync("?state=on-call")).Items);
        Assert.Single((await PageAsync($"?siteId={Id(7)}")).Items);
        Assert.Equal(25, (await PageAsync("?siteId=null")).Items.Count);
        Assert.Equal(5, (await PageAsync("?name=Desk 3")).Items.Count);
    }

    private static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    private static ListQuery Query(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query.Replace(" ", "%20", StringComparison.Ordinal));
        return ListQuery.BindAsync(context).AsTask().Result;
    }

    private async Task<ListPage<Desk>> PageAsync(string query)
    {
        Assert.True(_list.TryRead(Query(query), out var plan, out _));
        return await plan.TakeAsync(_desks.AsQueryable(), TestContext.Current.CancellationToken);
    }

    private async Task<List<Desk>> WalkAsync(string query, Action<int> meanwhile)
    {
        var met = new List<Desk>();
        string? next = null;
        var page = 0;

        do
        {
            var found = await PageAsync(next is null ? query : $"{query}&after={next}");
            met.AddRange(found.Items);
            next = found.Next;
            meanwhile(++page);
        }
        while (next is not null);

        return met;
    }

    private sealed record Desk(Guid Id, string Name, long Floor)
    {
        public State State { get; init; }

        public Guid? SiteId { get; init; }
    }
}
