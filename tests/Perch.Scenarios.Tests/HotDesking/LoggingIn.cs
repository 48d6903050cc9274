using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary><c>*11</c>, through the whole server.</summary>
public sealed class LoggingIn : OfficeTest
{
    [Fact]
    public async Task The_very_next_call_to_the_person_rings_the_desk()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);
        await window.Phone.HeardAsync("hotdesk-logged-in", "goodbye");
        await window.Phone.ShouldEndAsync();

        await colleague.CallShouldRingAsync(alice, [window]);
    }

    [Fact]
    public async Task The_prompts_are_those_of_the_specification()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);

        Assert.Equal(
            [
                "hotdesk-enter-id", "hotdesk-enter-pin",
                "extension", "digit-2", "digit-0", "digit-1", "hotdesk-logged-in", "goodbye",
            ],
            await window.Phone.AllHeardAsync(before: 0));
    }

    [Fact]
    public async Task A_person_whose_profile_requires_no_pin_is_not_asked_for_one()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var window = await Pbx.DeskAsync("window desk");

        await window.LogInAsync(alice);

        Assert.DoesNotContain("hotdesk-enter-pin", window.Phone.Heard);
    }

    [Fact]
    public async Task A_phone_that_is_not_a_desk_says_so()
    {
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        var bobs = await Pbx.PhoneOfAsync(bob);
        var locked = await Pbx.DeskAsync("lobby", new { hotDeskUse = "never" });

        foreach (var phone in new[] { bobs.Phone, locked.Phone })
        {
            await phone.DialAsync("*11");
            await phone.HeardAsync("hotdesk-not-a-desk");
            await phone.ShouldEndAsync();
            Assert.DoesNotContain("hotdesk-enter-id", phone.Heard);
        }
    }

    [Fact]
    public async Task An_id_that_does_not_exist_is_asked_for_a_pin_too()
    {
        await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: ["9999#", "4711#"]);
        await window.Phone.HeardAsync("hotdesk-invalid", "hotdesk-enter-id");

        Assert.Equal(["hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-invalid"], window.Phone.Heard.Take(3));
    }

    [Fact]
    public async Task After_a_wrong_pin_it_goes_on_from_the_id_and_after_three_tries_it_ends()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        string[] wrong = [alice.HotDeskId + "#", "2580#"];

        await window.Phone.DialAsync("*11", then: wrong);

        foreach (var _ in Enumerable.Range(0, 2))
        {
            await window.Phone.HeardAsync("hotdesk-invalid", "hotdesk-enter-id");
            await window.Phone.PressAsync(wrong[0]);
            await window.Phone.HeardAsync("hotdesk-enter-pin");
            await window.Phone.PressAsync(wrong[1]);
        }

        await window.Phone.HeardAsync("hotdesk-invalid", "hotdesk-try-later");
        await window.Phone.ShouldEndAsync();
        Assert.Empty(await Pbx.OpenSessionsAsync(window));
    }

    [Fact]
    public async Task After_a_wrong_pin_the_right_one_logs_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "2580#"]);
        await window.Phone.HeardAsync("hotdesk-invalid", "hotdesk-enter-id");
        await window.Phone.PressAsync(alice.HotDeskId + "#");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("4711#");

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task Somebody_whose_hot_desking_is_off_hears_so_only_after_the_right_pin()
    {
        var alice = await Pbx.UserAsync(
            "Alice", "201", new { enabled = false, id = Pbx.HotDeskIdOf("201"), requirePin = true, pin = "4711" });
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "2580#"]);
        await window.Phone.HeardAsync("hotdesk-invalid", "hotdesk-enter-id");
        await window.Phone.PressAsync(alice.HotDeskId + "#");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("4711#");

        await window.Phone.HeardAsync("hotdesk-disabled");
        await window.Phone.ShouldEndAsync();
        Assert.Empty(await Pbx.OpenSessionsAsync(window));
    }

    [Fact]
    public async Task Logging_in_again_where_one_is_logged_in_is_confirmed_and_opens_no_session()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.LogInAsync(alice, "4711");
        await window.LogInAsync(alice, "4711");

        Assert.Single(await Pbx.SessionsAsync(window));
    }

    [Fact]
    public async Task A_hang_up_before_the_log_in_is_complete_changes_nothing()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#"]);
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("471");
        await window.Phone.HangUpAsync();

        await window.Phone.DialAsync("*12");
        await window.Phone.HeardAsync("hotdesk-nobody");
        Assert.Empty(await Pbx.SessionsAsync(window));
    }

    [Fact]
    public async Task A_hang_up_after_the_confirmation_began_leaves_the_person_logged_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);
        await window.Phone.HeardAsync("extension");
        await window.Phone.HangUpAsync();

        Assert.Equal(alice.Id, Assert.Single(await Pbx.OpenSessionsAsync(window)).UserId());
    }

    [Fact]
    public async Task After_a_restart_the_person_is_still_logged_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await window.LogInAsync(alice, "4711");

        await Pbx.RestartAsync();
        await window.Phone.RegisterAsync();
        await colleague.Phone.RegisterAsync();

        await colleague.CallShouldRingAsync(alice, [window]);
    }
}
