using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>Which telephones ring for a person, and what becomes of the others.</summary>
public sealed class WhoRings : OfficeTest
{
    [Fact]
    public async Task Own_phone_and_desk_ring_at_once_and_the_one_not_answered_hears_of_it()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.ShouldRingAsync();
        await window.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();
        var missed = await own.Phone.ShouldEndAsync();

        Assert.True(missed.WasTakenElsewhere());
        Assert.Equal("SIP;cause=200;text=\"Call completed elsewhere\"", missed.Reason);
        await colleague.ShouldTalkAsync(window);
    }

    [Fact]
    public async Task When_the_caller_gives_up_no_phone_thinks_that_it_was_answered_elsewhere()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.ShouldRingAsync();
        await window.Phone.ShouldRingAsync();
        await colleague.Phone.HangUpAsync();

        Assert.False((await own.Phone.ShouldEndAsync()).WasTakenElsewhere());
        Assert.False((await window.Phone.ShouldEndAsync()).WasTakenElsewhere());
    }

    [Fact]
    public async Task A_desk_that_is_not_registered_leaves_the_own_phone_ringing()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        await window.Phone.UnregisterAsync();

        await colleague.CallShouldRingAsync(alice, [own], silent: [window]);
    }

    [Fact]
    public async Task With_nobody_registered_the_caller_hears_unavailable_and_gets_480()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();
        await window.Phone.UnregisterAsync();
        await own.Phone.UnregisterAsync();

        var end = await colleague.Phone.DialInVainAsync(alice.Extension);

        Assert.Equal(480, end.Status);
        await colleague.Phone.HeardAsync("unavailable");
    }

    [Fact]
    public async Task When_nobody_answers_in_twenty_seconds_the_caller_hears_unavailable_and_gets_480()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.ShouldRingAsync();
        await window.Phone.ShouldRingAsync();
        await Pbx.PassUntilAsync(() => colleague.Phone.Heard.Contains("unavailable"), TimeSpan.FromSeconds(25));
        var end = await colleague.Phone.ShouldEndAsync();

        Assert.Equal(480, end.Status);
        Assert.False((await own.Phone.ShouldEndAsync()).WasTakenElsewhere());
    }

    [Fact]
    public async Task When_all_are_busy_the_caller_gets_486()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.RejectAsync();
        await window.Phone.RejectAsync();

        Assert.Equal(486, (await colleague.Phone.ShouldEndAsync()).Status);
    }

    [Fact]
    public async Task A_phone_whose_person_declines_stops_the_others()
    {
        var (alice, own, window, colleague) = await AliceAtTheWindowAsync();

        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.ShouldRingAsync();
        await own.Phone.RejectAsync(status: 603);

        await window.Phone.ShouldEndAsync();
        await colleague.Phone.ShouldEndAsync();
    }

    [Fact]
    public async Task A_guest_at_an_owned_phone_keeps_the_owners_calls_away_from_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var bobs = await Pbx.TelephoneAsync("bob's phone", new { ownerId = bob.Id, hotDeskUse = "always" });
        var colleague = await Pbx.DeskAsync("colleague");

        await bobs.LogInAsync(alice, "4711");

        await colleague.CallShouldRingAsync(alice, [bobs]);
        var end = await colleague.Phone.DialInVainAsync(bob.Extension);
        Assert.Equal(480, end.Status);
        bobs.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task A_call_in_progress_at_the_old_desk_goes_on_when_its_person_moves()
    {
        var (alice, _, window, colleague) = await AliceAtTheWindowAsync();
        var corridor = await Pbx.DeskAsync("corridor desk");
        colleague.Phone.StartDialling(alice.Extension);
        await window.Phone.AnswerAsync();
        await colleague.Phone.ShouldBeAnsweredAsync();

        await corridor.LogInAsync(alice, "4711");

        await colleague.ShouldTalkAsync(window);
    }

    [Fact]
    public async Task Ring_this_desk_says_the_desk_and_the_person_and_echoes()
    {
        var (_, _, _, _) = await AliceAtTheWindowAsync();
        var desk = await Pbx.DeskAsync("desk 7");
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        await desk.LogInAsync(bob, "2580");
        var before = desk.Phone.Heard.Count;

        var asked = Pbx.Api.PostAsync($"/devices/{desk.Id}/test-call");
        await desk.Phone.AnswerAsync();
        await desk.Phone.HeardAsync("hotdesk-this-desk", "digit-7", "extension", "hotdesk-here");
        await desk.SayUntilHeardAsync("echo");

        Assert.Equal("hotdesk-this-desk", desk.Phone.Heard[before]);
        await asked;
        await desk.Phone.HangUpAsync();
    }

    private async Task<(Person Alice, Telephone Own, Telephone Window, Telephone Colleague)> AliceAtTheWindowAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var own = await Pbx.PhoneOfAsync(alice);
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");

        return (alice, own, window, colleague);
    }
}
