using Perch.Calls;
using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.AutoLogOut;

using AutoLogOut = Perch.Directory.AutoLogOut;

/// <summary>hotdesk.md §3 and reliability.md §2 H7: automatic log-outs never cut a call, and run once.</summary>
public sealed class EndingByThemselves : IAsyncLifetime
{
    private Office _office = null!;
    private User _alice = null!;

    public async ValueTask InitializeAsync()
    {
        _office = await Office.OpenAsync();
        _alice = _office.Person("Alice", "204");
    }

    public ValueTask DisposeAsync() => _office.DisposeAsync();

    [Fact]
    public async Task After_eight_hours_she_is_logged_out_once_and_the_ledger_says_why()
    {
        var window = await SitAsync(new() { AfterHours = 8 });

        await PassAsync(TimeSpan.FromHours(7.9));
        Assert.Equal(["Alice"], _office.At(window));

        await PassAsync(TimeSpan.FromHours(0.2));
        await EndedAsync(window, EndReason.MaxHours);

        await PassAsync(TimeSpan.FromHours(20));
        Assert.Single(await _office.LedgerAsync());
    }

    [Fact]
    public async Task Daily_is_by_the_clock_of_the_site()
    {
        var berlin = _office.Directory.Put(_office.Directory.AddSite("Berlin") with { TimeZone = "Europe/Berlin" });
        var window = await SitAsync(new() { DailyAt = new TimeOnly(3, 0) }, berlin);

        // The test begins at nine in Greenwich, which is ten in Berlin.
        await PassAsync(TimeSpan.FromHours(16.9));
        Assert.Equal(["Alice"], _office.At(window));

        await PassAsync(TimeSpan.FromHours(0.1));
        await EndedAsync(window, EndReason.Daily);
    }

    [Fact]
    public async Task H7_a_call_goes_on_and_the_log_out_comes_when_the_phone_is_idle()
    {
        var window = await SitAsync(new() { AfterHours = 8 });
        _office.Phones.PickUp(window);

        await PassAsync(TimeSpan.FromHours(9));
        Assert.Equal(["Alice"], _office.At(window));

        PutDown(window);
        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task H7_even_if_nobody_tells_that_the_call_is_over()
    {
        var window = await SitAsync(new() { AfterHours = 8 });
        _office.Phones.PickUp(window);
        await PassAsync(TimeSpan.FromHours(9));

        _office.Phones.PutDown(window);
        await PassAsync(TimeSpan.FromMinutes(1));
        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task Half_an_hour_without_a_call_is_counted_from_the_last_one()
    {
        var window = await SitAsync(new() { AfterIdleMinutes = 30 });
        _office.Phones.PickUp(window);
        await PassAsync(TimeSpan.FromMinutes(25));
        PutDown(window);

        await PassAsync(TimeSpan.FromMinutes(29));
        Assert.Equal(["Alice"], _office.At(window));

        await PassAsync(TimeSpan.FromMinutes(1));
        await EndedAsync(window, EndReason.Idle);
    }

    [Fact]
    public async Task A_phone_that_only_rings_is_not_used()
    {
        var window = await SitAsync(new() { AfterIdleMinutes = 30 });
        await PassAsync(TimeSpan.FromMinutes(25));
        PutDown(window, wasUsed: false);

        await PassAsync(TimeSpan.FromMinutes(5));
        await EndedAsync(window, EndReason.Idle);
    }

    [Fact]
    public async Task Ten_minutes_unregistered_end_it_and_coming_back_saves_it()
    {
        var window = await SitAsync(new() { AfterUnregisteredMinutes = 10 });
        PullOut(window);
        await PassAsync(TimeSpan.FromMinutes(9));
        PlugIn(window);
        await PassAsync(TimeSpan.FromMinutes(60));
        Assert.Equal(["Alice"], _office.At(window));

        PullOut(window);
        await PassAsync(TimeSpan.FromMinutes(10));
        await EndedAsync(window, EndReason.Unregistered);
    }

    [Fact]
    public async Task What_an_administrator_changes_counts_at_once()
    {
        var window = await SitAsync(AutoLogOut.Never);
        await PassAsync(TimeSpan.FromHours(5));

        _office.Directory.Put(window with { Policy = window.Policy with { AutoLogOut = new() { AfterHours = 4 } } });
        await _office.FollowAsync();

        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task Her_own_setting_is_the_nearest()
    {
        _alice = _office.Directory.Put(
            _alice with { HotDesk = _alice.HotDesk with { AutoLogOut = new() { AfterHours = 2 } } });
        var window = await SitAsync(new() { AfterHours = 8 });

        await PassAsync(TimeSpan.FromHours(2));
        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task What_was_due_while_the_server_was_down_is_done_at_the_start()
    {
        var window = await SitAsync(new() { AfterHours = 8 });
        await _office.StopAsync();
        _office.Clock.Advance(TimeSpan.FromHours(10));

        await _office.StartAsync();

        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task A_restart_neither_ends_it_early_nor_gives_it_a_new_half_hour()
    {
        var window = await SitAsync(new() { AfterIdleMinutes = 30 });
        await PassAsync(TimeSpan.FromMinutes(25));
        PutDown(window);
        await _office.Get<DeskFactBook>().Written;
        await PassAsync(TimeSpan.FromMinutes(20));

        await _office.RestartAsync();
        await PassAsync(TimeSpan.FromMinutes(9));
        Assert.Equal(["Alice"], _office.At(window));

        await PassAsync(TimeSpan.FromMinutes(1));
        await EndedAsync(window, EndReason.Idle);
    }

    [Fact]
    public async Task A_phone_that_was_gone_before_the_restart_is_gone_since_then()
    {
        var window = await SitAsync(new() { AfterUnregisteredMinutes = 10 });
        PullOut(window);
        await _office.Get<DeskFactBook>().Written;
        await PassAsync(TimeSpan.FromMinutes(8));

        await _office.RestartAsync();
        await PassAsync(TimeSpan.FromMinutes(2));
        await EndedAsync(window, EndReason.Unregistered);
    }

    [Fact]
    public async Task A_registration_that_the_journal_brought_back_counts()
    {
        var window = await SitAsync(new() { AfterUnregisteredMinutes = 10 });
        await _office.RestartAsync();

        await PassAsync(TimeSpan.FromMinutes(60));

        Assert.Equal(["Alice"], _office.At(window));
    }

    [Fact]
    public async Task Without_a_database_it_is_done_as_soon_as_there_is_one()
    {
        var window = await SitAsync(new() { AfterHours = 8 });
        _office.Store.IsBroken = true;
        await PassAsync(TimeSpan.FromHours(8));
        Assert.Equal(["Alice"], _office.At(window));

        _office.Store.IsBroken = false;
        await PassAsync(TimeSpan.FromMinutes(1));
        await EndedAsync(window, EndReason.MaxHours);
    }

    [Fact]
    public async Task The_desks_view_says_when_and_why()
    {
        var window = await SitAsync(new() { AfterHours = 8 });

        var seen = _office.Get<DeskView>().Find(
            new ApiCaller(window.AccountId, User: null, Role.Admin, ApiProof.ApiKey), window.Id);

        Assert.Equal(_office.Clock.GetUtcNow().AddHours(8), seen?.LogOutAt);
        Assert.Equal(EndReason.MaxHours, seen?.LogOutReason);
    }

    [Fact]
    public async Task Each_of_several_occupants_has_a_time_of_their_own()
    {
        var window = await SitAsync(new() { AfterHours = 8 }, occupied: OccupiedPolicy.Share);
        await PassAsync(TimeSpan.FromHours(4));
        await _office.SitAsync(_office.Person("Bob", "205"), window);

        await PassAsync(TimeSpan.FromHours(4));
        await Office.UntilAsync(() => _office.At(window).SequenceEqual(["Bob"]));
    }

    private async Task<Device> SitAsync(
        AutoLogOut rule, Site? site = null, OccupiedPolicy occupied = OccupiedPolicy.Takeover)
    {
        var desk = _office.Desk("window desk", occupied);
        desk = _office.Directory.Put(
            desk with { SiteId = site?.Id, Policy = desk.Policy with { AutoLogOut = rule } });
        PlugIn(desk);
        await _office.SitAsync(_alice, desk);
        return desk;
    }

    private async Task PassAsync(TimeSpan time)
    {
        _office.Clock.Advance(time);
        await _office.Get<AutoLogOuts>().Done;
    }

    private async Task EndedAsync(Device desk, EndReason why)
    {
        await Office.UntilAsync(() => !_office.At(desk).Any());
        Assert.Equal(why, Assert.Single(await _office.LedgerAsync()).End?.Reason);
    }

    private void PutDown(Device phone, bool wasUsed = true)
    {
        _office.Phones.PutDown(phone);
        _office.Get<DeskWatch>().Hear(new PhoneBecameIdle(phone.Id, _office.Clock.GetUtcNow(), wasUsed));
    }

    private void PlugIn(Device phone)
    {
        _office.Phones.PlugIn(phone);
        _office.Get<DeskWatch>().Hear(new DeviceRegistered(phone.Id));
    }

    private void PullOut(Device phone)
    {
        _office.Phones.PullOut(phone);
        _office.Get<DeskWatch>().Hear(new DeviceUnregistered(phone.Id, _office.Clock.GetUtcNow()));
    }
}
