using Microsoft.EntityFrameworkCore;
using Perch.Calls;
using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Refusals;

/// <summary>Every log-in that comes to nothing leaves a row behind it, until that is old.</summary>
public sealed class KeepingRefusals : IAsyncLifetime
{
    private const string LogIn = "hotdesk-login";

    private Office _office = null!;
    private Device _window = null!;
    private User _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _window = _office.Desk("window desk");
        _alice = _office.Person("Alice", "204", pin: "7391");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task An_unknown_ID_a_wrong_PIN_and_nothing_at_all_are_kept_with_desk_and_call()
    {
        using var call = _office.CallFrom(_window, "999", "1111", "204", "1111", "");
        await _office.RunAsync(LogIn, call);

        var rows = await KeptAsync();
        Assert.Equal([Why.NothingEntered, Why.UnknownId, Why.WrongPin], rows.Select(row => row.Why));
        Assert.Equal([null, null, _alice.Id.Value], rows.Select(row => row.UserId));
        Assert.All(rows, row => Assert.Equal(
            (StartedHow.Phone, _window.Id.Value, call.Id.Value, null), (row.How, row.DeviceId, row.CallId, row.By)));
    }

    [Fact]
    public async Task A_lock_is_kept_as_what_it_is()
    {
        for (var dials = 0; dials < 2; dials++)
        {
            using var call = _office.CallFrom(_window, "204", "1111", "204", "1111", "204", "1111");
            await _office.RunAsync(LogIn, call);
        }

        var rows = await KeptAsync();
        Assert.Equal([(Why.WrongPin, 5), (Why.LockedOut, 1)], rows.Select(row => (row.Why, row.Count)));
    }

    [Fact]
    public async Task Whoever_has_shown_who_they_are_is_named_as_who_asked()
    {
        await _office.SitAsync(_office.Person("Bob", "205"), _window);
        using var call = _office.CallFrom(_window, "204", "7391", "2");
        await _office.RunAsync(LogIn, call);

        var row = Assert.Single(await KeptAsync());
        Assert.Equal((Why.Occupied, _alice.Id.Value, _alice.Id.Value), (row.Why, row.UserId, row.By));
    }

    [Theory]
    [InlineData(LogIn)]
    [InlineData("hotdesk-toggle")]
    public async Task A_phone_that_is_no_desk_is_kept(string program)
    {
        _office.Person("Carol", "206");
        var phone = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        _office.Directory.Put(phone with { OwnerId = null, Policy = new() { HotDeskUse = HotDeskUse.Never } });
        using var call = _office.CallFrom(_office.Directory.Device(phone.Id)!, "206");
        await _office.RunAsync(program, call);

        var row = Assert.Single(await KeptAsync());
        Assert.Equal((Why.NotADesk, phone.Id.Value), (row.Why, row.DeviceId));
    }

    [Fact]
    public async Task A_log_in_that_succeeds_costs_no_write_and_leaves_no_row()
    {
        var writer = _office.Get<RefusalWriter>();
        using var call = _office.CallFrom(_window, "204", "7391");
        await _office.RunAsync(LogIn, call);

        Assert.Equal(0, writer.Waiting);
        Assert.Empty(await KeptAsync());
    }

    [Fact]
    public async Task A_refusal_asks_for_no_write_before_its_answer()
    {
        var phone = _office.Directory.AddDevice("bobs phone", _office.Person("Bob", "205"));
        var writes = 0;
        _office.Store.BeforeWrite = () => writes++;
        using var call = _office.CallFrom(phone);

        await _office.RunAsync(LogIn, call);

        Assert.Equal(0, writes);
        Assert.Equal(1, _office.Get<RefusalWriter>().Waiting);
    }

    [Fact]
    public async Task What_counts_more_later_is_written_again()
    {
        var writer = _office.Get<RefusalWriter>();
        await writer.StartAsync(TestContext.Current.CancellationToken);
        var refusal = new Refusal(_alice.AccountId, Why.WrongPin, StartedHow.Web) { User = _alice.Id };

        var id = writer.Keep(refusal, call: null);
        await Office.UntilAsync(() => writer.Find(id) is null);
        Assert.Equal(id, writer.Keep(refusal, call: null));
        await writer.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, Assert.Single(await RowsAsync()).Count);
    }

    [Fact]
    public async Task After_the_retention_time_it_is_gone()
    {
        _office.Directory.Put(_office.Directory.DefaultAccount with { RetentionDays = 30 });
        Refuse();
        Assert.Single(await KeptAsync());

        _office.Clock.Advance(TimeSpan.FromDays(29));
        Assert.Equal(0, await ForgetAsync());
        _office.Clock.Advance(TimeSpan.FromDays(1.1));
        Assert.Equal(1, await ForgetAsync());
        Assert.Empty(await RowsAsync());
    }

    [Fact]
    public async Task Of_a_deleted_account_they_are_gone_after_a_year()
    {
        _office.Get<RefusalWriter>().Keep(new(new(Guid.CreateVersion7()), Why.NotADesk, StartedHow.Phone), call: null);
        Assert.Single(await KeptAsync());

        _office.Clock.Advance(TimeSpan.FromDays(365.1));

        Assert.Equal(1, await ForgetAsync());
    }

    [Fact]
    public async Task Of_too_many_the_oldest_go()
    {
        await _office.Store.WriteAsync(
            (database, _) =>
            {
                database.AddRange(Enumerable.Range(0, RefusalRetention.MostOfAccount + 3).Select(number => new RefusalRow
                {
                    Id = Guid.CreateVersion7(), AccountId = _alice.AccountId.Value, Count = number,
                    FirstAt = _office.Clock.GetUtcNow().ToUnixTimeMilliseconds() + number,
                }));
                return Task.FromResult(true);
            },
            committed: null,
            TestContext.Current.CancellationToken);

        Assert.Equal(3, await ForgetAsync());
        Assert.Equal(3, (await RowsAsync())[0].Count);
    }

    private void Refuse() => _office.Get<RefusalWriter>().Keep(
        new(_alice.AccountId, Why.WrongPin, StartedHow.Web) { User = _alice.Id }, call: null);

    private Task<int> ForgetAsync() => _office.Get<RefusalRetention>().RunAsync(TestContext.Current.CancellationToken);

    /// <summary>What is in the database once the writer has written; it does so before it stops.</summary>
    private async Task<List<RefusalRow>> KeptAsync()
    {
        var writer = _office.Get<RefusalWriter>();
        await writer.StartAsync(TestContext.Current.CancellationToken);
        await writer.StopAsync(TestContext.Current.CancellationToken);

        return await RowsAsync();
    }

    private Task<List<RefusalRow>> RowsAsync() => _office.Store.ReadAsync(
        async (database, token) => (await database.Set<RefusalRow>().ToListAsync(token))
            .OrderBy(row => row.FirstAt).ThenBy(row => row.Why).ToList(),
        TestContext.Current.CancellationToken);
}
