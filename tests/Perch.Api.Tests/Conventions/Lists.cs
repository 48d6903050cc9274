namespace Perch.Api.Tests.Conventions;

/// <summary>Lists out of the database; the rules themselves are in <see cref="WalkingThroughPages"/>.</summary>
public sealed class Lists(ApiServer server)
{
    [Theory]
    [InlineData("username")]
    [InlineData("-username")]
    [InlineData("createdAt")]
    [InlineData("-createdAt")]
    [InlineData("firstName")]
    [InlineData("-updatedAt")]
    public async Task A_walk_meets_everyone_who_stays_exactly_once_while_others_come_and_go(string sort)
    {
        var tag = Fresh.Name("walk");
        var staying = new List<string>();

        for (var number = 0; number < 12; number++)
        {
            var user = await UserAsync($"{tag}-{number % 3}-{number}", number % 2 == 0 ? "Émile" : null);
            staying.Add(user.Text("username"));
        }

        var leaving = await UserAsync($"{tag}-1-leaving", null);
        var met = await WalkAsync($"/users?limit=5&sort={sort}&q={tag}", async page =>
        {
            await UserAsync($"{tag}-{page}-joining", null);
            await server.Admin.DeleteAsync($"/users/{leaving.Id}");
        });

        Assert.Equal(staying.Order(), met.Where(staying.Contains).Order());
        Assert.Equal(met.Count, met.Distinct().Count());
    }

    [Fact]
    public async Task Names_are_sorted_without_regard_to_case()
    {
        var tag = Fresh.Name("case");

        foreach (var name in new[] { "b", "A", "C", "a2" })
        {
            await UserAsync($"{tag}{name}", null);
        }

        var sorted = await server.Admin.GetAsync($"/users?sort=username&q={tag.ToUpperInvariant()}");

        Assert.Equal([tag + "A", tag + "a2", tag + "b", tag + "C"], sorted.Items("username"));
    }

    [Fact]
    public async Task Filters_narrow_every_list()
    {
        var site = (await server.Admin.CreateAsync("/sites", new { name = Fresh.Name("Site ") })).Id;
        var owner = (await server.Admin.CreateAsync(
            "/users", new { username = Fresh.Name("alice"), role = "site-manager", extension = Fresh.Number() })).Id;
        var device = await server.Admin.CreateAsync("/devices", new
        {
            nickname = "Corner", type = "softphone", siteId = site, ownerId = owner, sip = new { username = Fresh.Name("sip") },
        });

        Assert.Equal([device.Text("id")], (await server.Admin.GetAsync($"/devices?siteId={site}")).Items("id"));
        Assert.Equal([device.Text("id")], (await server.Admin.GetAsync($"/devices?ownerId={owner}&type=softphone")).Items("id"));
        Assert.Empty((await server.Admin.GetAsync($"/devices?siteId={site}&type=ata")).Items("id"));
        Assert.DoesNotContain(
            device.Text("id"), (await server.Admin.GetAsync("/devices?ownerId=null&limit=200")).Items("id"));
        Assert.Contains(owner.ToString(), (await server.Admin.GetAsync("/users?role=site-manager&limit=200")).Items("id"));
        Assert.Equal([site.ToString()], (await server.Admin.GetAsync($"/sites?q={Uri.EscapeDataString("site ")}&limit=200"))
            .Items("id").Where(id => id == site.ToString()));
        Assert.Single((await server.Admin.GetAsync("/accounts?name=default")).Items("realm"));
    }

    [Fact]
    public async Task A_search_takes_its_text_literally()
    {
        await UserAsync(Fresh.Name("plain"), null);

        Assert.Empty((await server.Admin.GetAsync("/users?q=%25")).Items("id"));
        Assert.Empty((await server.Admin.GetAsync("/users?q='%20OR%201=1%20--")).Items("id"));
    }

    private Task<ApiAnswer> UserAsync(string username, string? firstName) =>
        server.Admin.CreateAsync("/users", new { username, firstName });

    private async Task<List<string>> WalkAsync(string query, Func<int, Task> meanwhile)
    {
        var met = new List<string>();
        string? next = null;
        var page = 0;

        do
        {
            var answer = await server.Admin.GetAsync(next is null ? query : $"{query}&after={next}");
            Assert.Equal(200, answer.Status);
            met.AddRange(answer.Items("username")!);
            next = answer.Body.GetProperty("next").GetString();
            await meanwhile(++page);
        }
        while (next is not null && page < 50);

        return met;
    }
}
