using System.Net;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary><c>*11</c> at a desk where someone else sits, or by someone who sits elsewhere.</summary>
public sealed class OccupiedDesks : OfficeTest
{
    [Fact]
    public async Task Takeover_names_the_occupant_and_needs_the_key_1()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync();
        await window.LogInAsync(alice, "4711");
        var before = window.Phone.Heard.Count;

        await window.Phone.DialAsync("*11", then: [bob.HotDeskId + "#", "2580#"]);
        await window.Phone.HeardAsync("hotdesk-occupied");
        await window.Phone.PressAsync("1");
        await window.Phone.HeardAsync("hotdesk-logged-in");

        Assert.Equal(
            [
                "hotdesk-enter-id", "hotdesk-enter-pin",
                "extension", "digit-2", "digit-0", "digit-1", "hotdesk-occupied",
                "extension", "digit-2", "digit-0", "digit-2", "hotdesk-logged-in", "goodbye",
            ],
            await window.Phone.AllHeardAsync(before));
        Assert.Equal(bob.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
        Assert.Contains(await Pbx.SessionsAsync(window), session => session.EndReason() == "taken-over");
    }

    [Fact]
    public async Task Takeover_without_the_key_leaves_the_occupant()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync();
        await window.LogInAsync(alice, "4711");

        await window.Phone.DialAsync("*11", then: [bob.HotDeskId + "#", "2580#"]);
        await window.Phone.HeardAsync("hotdesk-occupied");
        await window.Phone.HangUpAsync();

        Assert.Equal(alice.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
    }

    [Fact]
    public async Task Replace_takes_over_without_asking()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync("replace");
        await window.LogInAsync(alice, "4711");

        await window.LogInAsync(bob, "2580");

        Assert.DoesNotContain("hotdesk-occupied", window.Phone.Heard);
        Assert.Equal(bob.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
    }

    [Fact]
    public async Task Refuse_says_so_and_leaves_the_occupant()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync("refuse");
        await window.LogInAsync(alice, "4711");

        await window.Phone.DialAsync("*11", then: [bob.HotDeskId + "#", "2580#"]);
        await window.Phone.HeardAsync("hotdesk-occupied-refused");
        await window.Phone.ShouldEndAsync();

        Assert.Equal(alice.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
    }

    [Fact]
    public async Task Move_ends_the_session_at_the_other_desk_and_calls_follow_at_once()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711", elsewhere: "move");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        var colleague = await Pbx.DeskAsync("colleague");

        await window.LogInAsync(alice, "4711");
        await corridor.LogInAsync(alice, "4711");

        await colleague.CallShouldRingAsync(alice, [corridor], silent: [window]);
        Assert.Equal("moved", Assert.Single(await Pbx.SessionsAsync(window)).EndReason());
    }

    [Fact]
    public async Task Keep_rings_both_desks()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711", elsewhere: "keep");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        var colleague = await Pbx.DeskAsync("colleague");

        await window.LogInAsync(alice, "4711");
        await corridor.LogInAsync(alice, "4711");

        await colleague.CallShouldRingAsync(alice, [window, corridor]);
    }

    [Fact]
    public async Task Refuse_elsewhere_says_so_and_the_first_desk_stays()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711", elsewhere: "refuse");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");

        await window.LogInAsync(alice, "4711");
        await corridor.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);
        await corridor.Phone.HeardAsync("hotdesk-logged-in-elsewhere");
        await corridor.Phone.ShouldEndAsync();

        Assert.Single(await Pbx.OpenSessionsAsync(window));
        Assert.Empty(await Pbx.SessionsAsync(corridor));
    }

    [Fact]
    public async Task Two_people_who_log_in_at_one_desk_by_api_at_the_same_instant_do_not_both_sit_there()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync("refuse");

        var outcomes = await Task.WhenAll(
            Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = alice.Id, deviceId = window.Id }),
            Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = bob.Id, deviceId = window.Id }));

        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict], outcomes.Select(outcome => outcome.Status).Order());
        Assert.Single(await Pbx.OpenSessionsAsync(window));
    }

    [Fact]
    public async Task A_log_in_by_api_at_an_occupied_desk_is_409_unless_it_takes_over()
    {
        var (alice, bob, window) = await AliceAtTheWindowAsync();
        await window.LogInAsync(alice, "4711");

        var (refused, _) = await Pbx.Api.TryPostAsync("/hot-desk-sessions", new { userId = bob.Id, deviceId = window.Id });
        var (taken, _) = await Pbx.Api.TryPostAsync(
            "/hot-desk-sessions", new { userId = bob.Id, deviceId = window.Id, takeover = true });

        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Created), (refused, taken));
        Assert.Equal(bob.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
    }

    private async Task<(Person Alice, Person Bob, Telephone Window)> AliceAtTheWindowAsync(string policy = "takeover")
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var window = await Pbx.DeskAsync("window desk", new { occupiedPolicy = policy });

        return (alice, bob, window);
    }
}
