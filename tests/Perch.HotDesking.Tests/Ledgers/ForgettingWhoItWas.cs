using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.Ledgers;

/// <summary>hotdesk.md §1: a session is kept 365 days, then pseudonymised, for it is location data.</summary>
public sealed class ForgettingWhoItWas : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;
    private User _bob = null!;
    private Device _window = null!;
    private Device _corridor = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
        _bob = _office.Person("Bob", "205");
        _window = _office.Desk("window desk");
        _corridor = _office.Desk("corridor desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task After_a_year_nobody_is_named_and_all_else_stands()
    {
        await SitForAnHourAsync(_alice, _window);
        var before = Assert.Single(await _office.LedgerAsync());

        _office.Clock.Advance(TimeSpan.FromDays(365.1));
        Assert.Equal(1, await ForgetAsync());

        var after = Assert.Single(await _office.LedgerAsync());
        Assert.True(after.IsForgotten);
        Assert.NotEqual(_alice.Id, after.UserId);
        Assert.Equal(
            (before.Id, before.DeviceId, before.Start.At, before.End),
            (after.Id, after.DeviceId, after.Start.At, after.End));
    }

    [Fact]
    public async Task A_day_earlier_everybody_is_named_still()
    {
        await SitForAnHourAsync(_alice, _window);

        _office.Clock.Advance(TimeSpan.FromDays(364));

        Assert.Equal(0, await ForgetAsync());
        Assert.Equal(_alice.Id, Assert.Single(await _office.LedgerAsync()).UserId);
    }

    [Fact]
    public async Task One_day_shows_the_same_stranger_and_the_next_day_another()
    {
        await SitForAnHourAsync(_alice, _window);
        await SitForAnHourAsync(_alice, _corridor);
        await SitForAnHourAsync(_bob, _window);
        _office.Clock.Advance(TimeSpan.FromDays(1));
        await SitForAnHourAsync(_alice, _window);

        _office.Clock.Advance(TimeSpan.FromDays(364.5));
        Assert.Equal(3, await ForgetAsync());
        _office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await ForgetAsync());

        var people = (await _office.LedgerAsync()).ConvertAll(session => session.UserId);
        Assert.Equal(people[0], people[1]);
        Assert.Equal(3, people.Distinct().Count());
    }

    [Fact]
    public async Task Who_did_it_is_forgotten_too()
    {
        await _office.HotDesks.LogInAsync(
            new LogInRequest(_window.Id, _alice.Id, StartedHow.Web, _alice.Id), CancellationToken.None);
        await _office.SitAsync(_bob, _window);

        _office.Clock.Advance(TimeSpan.FromDays(366));
        await ForgetAsync();

        var ended = Assert.Single(await _office.LedgerAsync(), session => !session.IsOpen);
        Assert.Equal(ended.UserId, ended.Start.By);
    }

    [Fact]
    public async Task An_open_session_is_never_forgotten()
    {
        await _office.SitAsync(_alice, _window);

        _office.Clock.Advance(TimeSpan.FromDays(1000));

        Assert.Equal(0, await ForgetAsync());
        Assert.Equal(["Alice"], _office.At(_window));
    }

    [Fact]
    public async Task An_account_may_forget_sooner()
    {
        _office.Directory.Put(_office.Directory.DefaultAccount with { RetentionDays = 30 });
        await SitForAnHourAsync(_alice, _window);

        _office.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(1, await ForgetAsync());
    }

    [Fact]
    public async Task More_than_one_transaction_takes_are_all_forgotten()
    {
        for (var count = 0; count < ManyTransactions.RowsAtOnce + 1; count++)
        {
            await SitForAnHourAsync(_alice, _window);
        }

        _office.Clock.Advance(TimeSpan.FromDays(500));

        Assert.Equal(ManyTransactions.RowsAtOnce + 1, await ForgetAsync());
        Assert.Single((await _office.LedgerAsync()).Select(session => session.UserId).Distinct());
    }

    private Task<int> ForgetAsync() => _office.Get<IEnumerable<IForgetting>>()
        .Single(module => module.What == "hot-desk sessions").RunAsync(CancellationToken.None);

    private async Task SitForAnHourAsync(User user, Device desk)
    {
        var session = (await _office.SitAsync(user, desk)).Session!;
        _office.Clock.Advance(TimeSpan.FromHours(1));
        await _office.HotDesks.LogOutAsync(session.Id, EndReason.LoggedOut, CancellationToken.None);
    }
}
