using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests;

/// <summary>hotdesk.md §5 and §6: what is written, what ends a session, and what a crash cannot undo.</summary>
public sealed class Ledger : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;
    private Device _window = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
        _window = _office.Desk("window desk");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task A_session_says_who_where_when_how_and_by_whom()
    {
        await _office.HotDesks.LogInAsync(
            new LogInRequest(_window.Id, _alice.Id, StartedHow.Phone, _alice.Id), CancellationToken.None);

        var session = Assert.Single(await _office.LedgerAsync());
        Assert.Equal((_alice.Id, _window.Id, _alice.AccountId), (session.UserId, session.DeviceId, session.AccountId));
        Assert.Equal(
            new SessionStart(_office.Clock.GetUtcNow(), StartedHow.Phone, _alice.Id) { WithoutPin = true }, session.Start);
        Assert.True(session.IsOpen);
    }

    [Fact]
    public async Task Closing_a_session_keeps_its_row()
    {
        var sat = await _office.SitAsync(_alice, _window);
        _office.Clock.Advance(TimeSpan.FromHours(8));

        await _office.HotDesks.LogOutAsync(sat.Session!.Id, EndReason.LoggedOut, CancellationToken.None);

        var session = Assert.Single(await _office.LedgerAsync());
        Assert.Equal(new SessionEnd(_office.Clock.GetUtcNow(), EndReason.LoggedOut), session.End);
    }

    [Fact]
    public async Task A_session_ends_only_once()
    {
        var sat = await _office.SitAsync(_alice, _window);
        await _office.HotDesks.LogOutAsync(sat.Session!.Id, EndReason.LoggedOut, CancellationToken.None);

        Assert.Null(await _office.HotDesks.LogOutAsync(sat.Session.Id, EndReason.Admin, CancellationToken.None));
        Assert.Equal(EndReason.LoggedOut, (await _office.LedgerAsync())[0].End?.Reason);
    }

    [Fact]
    public async Task After_a_restart_the_session_is_open()
    {
        await _office.SitAsync(_alice, _window);

        var open = await _office.OpenAfterRestartAsync(_window.Id);

        Assert.Equal(_alice.Id, Assert.Single(open).UserId);
    }

    [Fact]
    public async Task What_a_crash_left_open_against_the_configuration_ends_at_the_next_start()
    {
        await _office.SitAsync(_alice, _window);
        _office.Directory.Remove(_alice);

        Assert.Empty(await _office.OpenAfterRestartAsync(_window.Id));
    }

    [Fact]
    public async Task Turning_hot_desking_off_ends_the_users_sessions_as_disabled()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Put(_alice with { HotDesk = _alice.HotDesk with { Enabled = false } });

        await EndsWithAsync(EndReason.Disabled);
    }

    [Fact]
    public async Task A_desk_that_gets_an_owner_ends_its_sessions_by_policy()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Put(_window with { OwnerId = _office.Person("Bob", "205").Id });

        await EndsWithAsync(EndReason.Policy);
    }

    [Fact]
    public async Task Never_ends_the_sessions_by_policy()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Put(_window with { Policy = new() { HotDeskUse = HotDeskUse.Never } });

        await EndsWithAsync(EndReason.Policy);
    }

    [Fact]
    public async Task Never_on_the_account_reaches_every_desk()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Put(
            _office.Directory.DefaultAccount with { Policy = new() { HotDeskUse = HotDeskUse.Never } });

        await EndsWithAsync(EndReason.Policy);
    }

    [Fact]
    public async Task Deleting_the_device_ends_its_sessions_as_deleted()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Remove(_window);

        await EndsWithAsync(EndReason.Deleted);
    }

    [Fact]
    public async Task Deleting_the_user_ends_their_sessions_as_deleted()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Remove(_alice);

        await EndsWithAsync(EndReason.Deleted);
    }

    [Fact]
    public async Task A_change_that_touches_nobody_ends_nothing()
    {
        await _office.SitAsync(_alice, _window);

        _office.Directory.Put(_window with { Nickname = "Fenster" });
        await _office.FollowAsync();

        Assert.Equal(["Alice"], _office.At(_window));
    }

    [Fact]
    public async Task The_news_come_in_the_order_of_the_commits()
    {
        await _office.SitAsync(_alice, _window);
        await _office.SitAsync(_office.Person("Bob", "205"), _window);

        Assert.Equal(
            [typeof(HotDeskSessionStarted), typeof(HotDeskSessionEnded), typeof(HotDeskSessionStarted)],
            _office.Listener.News.Select(news => news.GetType()));
    }

    private async Task EndsWithAsync(EndReason reason)
    {
        await _office.FollowAsync();

        Assert.Equal(reason, Assert.Single(await _office.LedgerAsync()).End?.Reason);
        Assert.Empty(_office.At(_window));
    }
}
