using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary><c>*12</c>, through the whole server.</summary>
public sealed class LoggingOut : OfficeTest
{
    [Fact]
    public async Task The_only_occupant_is_logged_out_without_id_or_pin_and_only_the_own_phone_rings_again()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.PhoneOfAsync(alice);
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");
        await colleague.CallShouldRingAsync(alice, [own, window]);

        await window.LogOutAsync();

        await colleague.CallShouldRingAsync(alice, [own], silent: [window]);
        Assert.Equal("logged-out", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task At_an_empty_desk_it_says_that_nobody_is_logged_in()
    {
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*12");
        await window.Phone.HeardAsync("hotdesk-nobody");
        await window.Phone.ShouldEndAsync();
    }

    [Fact]
    public async Task Only_the_session_at_this_desk_ends()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711", elsewhere: "keep");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");
        await corridor.LogInAsync(alice, "4711");

        await window.LogOutAsync();

        await colleague.CallShouldRingAsync(alice, [corridor], silent: [window]);
    }

    [Fact]
    public async Task A_log_out_by_the_administrator_does_not_cut_the_call_in_progress()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");
        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();
        var session = Assert.Single(await Pbx.OpenSessionsAsync(window));

        await Pbx.Api.DeleteAsync($"/hot-desk-sessions/{session.Id()}");

        await colleague.ShouldTalkAsync(window);
        Assert.Empty(await Pbx.OpenSessionsAsync(window));
        Assert.Equal("admin", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }
}
