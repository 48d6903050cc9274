using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>hotdesk.md §3 automatic log-out, and reliability.md §2 H7, through the whole server.</summary>
public sealed class LoggedOutByItself : OfficeTest
{
    [Fact]
    public async Task H7_log_outs_by_an_administrator_the_night_and_the_hours_cut_no_call_and_run_once()
    {
        var (alice, bob) = (await Pbx.UserAsync("Alice", "201"), await Pbx.UserAsync("Bob", "202"));
        var bobs = await Pbx.PhoneOfAsync(bob);
        var night = await Pbx.DeskAsync("night desk", new { autoLogOut = new { dailyAt = "09:01" } });
        var front = await Pbx.DeskAsync("front desk", new { autoLogOut = new { afterIdleMinutes = 1 } });
        var carol = await Pbx.UserAsync("Carol", "203");
        await night.LogInAsync(alice);
        await front.LogInAsync(carol);
        await TalkAsync(night, bob, bobs);

        await Pbx.PassUntilAsync(() => EndOf(front) == "idle", TimeSpan.FromMinutes(2));
        Assert.Null(EndOf(night));
        await night.ShouldTalkAsync(bobs);

        await night.Phone.HangUpAsync();
        await Pbx.UntilAsync(() => EndOf(night) == "daily", "she is logged out once the phone is idle");
        await night.LogInAsync(alice);
        await TalkAsync(night, bob, bobs);
        await Pbx.Api.DeleteAsync($"/hot-desk-sessions/{Assert.Single(await Pbx.OpenSessionsAsync(night)).Id()}");
        await night.ShouldTalkAsync(bobs);
        Assert.Equal(["daily", "admin"], (await Pbx.SessionsAsync(night)).Select(session => session.EndReason()));
    }

    [Fact]
    public async Task After_hours_that_the_account_sets_unless_the_person_says_otherwise()
    {
        var rule = new { hotDesk = new { defaults = new { autoLogOut = new { afterHours = 0.05 } } } };
        await Pbx.Api.PatchAsync("/settings", rule);
        var alice = await Pbx.UserAsync("Alice", "201");
        var bob = await Pbx.UserAsync("Bob", "202", new { enabled = true, id = "1202", autoLogOut = new { afterHours = 8 } });
        var (window, corridor) = (await Pbx.DeskAsync("window desk"), await Pbx.DeskAsync("corridor desk"));
        await window.LogInAsync(alice);
        await corridor.LogInAsync(bob);

        await Pbx.PassUntilAsync(() => EndOf(window) == "max-hours", TimeSpan.FromMinutes(4));

        Assert.Null(EndOf(corridor));
    }

    [Fact]
    public async Task A_call_begins_the_idle_time_anew()
    {
        var (alice, bob) = (await Pbx.UserAsync("Alice", "201"), await Pbx.UserAsync("Bob", "202"));
        var bobs = await Pbx.PhoneOfAsync(bob);
        var window = await Pbx.DeskAsync("window desk", new { autoLogOut = new { afterIdleMinutes = 2 } });
        await window.LogInAsync(alice);
        await Pbx.PassAsync(TimeSpan.FromSeconds(90));
        await TalkAsync(window, bob, bobs);
        await window.Phone.HangUpAsync();

        await Pbx.PassAsync(TimeSpan.FromSeconds(90));
        Assert.Null(EndOf(window));

        await Pbx.PassUntilAsync(() => EndOf(window) == "idle", TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_phone_that_has_gone_loses_its_occupant()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk", new { autoLogOut = new { afterUnregisteredMinutes = 1 } });
        await window.LogInAsync(alice);
        await Pbx.PassAsync(TimeSpan.FromMinutes(2));
        Assert.Null(EndOf(window));

        await window.Phone.UnregisterAsync();

        await Pbx.PassUntilAsync(() => EndOf(window) == "unregistered", TimeSpan.FromMinutes(2));
    }

    [Fact]
    public async Task A_restart_keeps_the_phone_and_its_occupant_and_the_time()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var rule = new { autoLogOut = new { afterUnregisteredMinutes = 1, afterHours = 0.1 } };
        var window = await Pbx.DeskAsync("window desk", rule);
        await window.LogInAsync(alice);
        await Pbx.PassAsync(TimeSpan.FromMinutes(2));

        await Pbx.RestartAsync();
        await Pbx.PassAsync(TimeSpan.FromMinutes(3));
        Assert.Null(EndOf(window));

        await Pbx.PassUntilAsync(() => EndOf(window) == "max-hours", TimeSpan.FromMinutes(2));
    }

    private static async Task TalkAsync(Telephone desk, Person called, Telephone phone)
    {
        desk.Phone.StartDialling(called.Extension);
        await phone.Phone.ShouldRingAsync();
        await phone.Phone.AnswerAsync();
        await desk.Phone.ShouldBeAnsweredAsync();
    }

    /// <summary>Why the desk's latest session ended; null while it is open.</summary>
    private string? EndOf(Telephone desk) =>
        Pbx.SessionsAsync(desk).GetAwaiter().GetResult()[^1].EndReason();
}
