using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary><c>*13</c>, through the whole server.</summary>
public sealed class Toggling : OfficeTest
{
    private static readonly TimeSpan UndoWithin = TimeSpan.FromSeconds(4);

    [Fact]
    public async Task From_an_own_phone_it_goes_off_for_its_owners_calls_and_on_again()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();

        await ToggleAsync(own, "*13", "hotdesk-phone-off");
        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();

        await ToggleAsync(own, "*13", "hotdesk-phone-on");
        await colleague.CallShouldRingAsync(alice, [own]);
    }

    [Fact]
    public async Task The_person_is_spoken_with_the_number_of_phones()
    {
        var (alice, own, _) = await AliceWithAPhoneAsync();
        await Pbx.PhoneOfAsync(alice, "alice's softphone");

        await own.Phone.DialAsync("*13");
        await own.Phone.HeardAsync("hotdesk-not-you");

        Assert.Equal(
            ["extension", "digit-2", "digit-0", "digit-1", "number-2", "hotdesk-phones-off", "hotdesk-not-you"],
            own.Phone.Heard);
    }

    [Fact]
    public async Task If_any_of_several_is_on_all_go_off_and_if_all_are_off_all_go_on()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var second = await Pbx.PhoneOfAsync(alice, "alice's softphone");
        await Pbx.Api.PatchAsync($"/devices/{second.Id}", new { ringState = "off" });

        await ToggleAsync(own, "*13", "hotdesk-phones-off");
        await CallIsUnavailableAsync(colleague, alice);

        await ToggleAsync(own, "*13", "hotdesk-phones-on");
        await colleague.CallShouldRingAsync(alice, [own, second]);
    }

    [Fact]
    public async Task While_off_the_phone_can_still_call()
    {
        var (_, own, colleague) = await AliceWithAPhoneAsync();
        var bob = await Pbx.UserAsync("Bob", "202", pin: "2580");
        await colleague.LogInAsync(bob, "2580");
        await ToggleAsync(own, "*13", "hotdesk-phone-off");

        await own.CallShouldRingAsync(bob, [colleague]);
    }

    [Fact]
    public async Task A_desk_rings_while_the_own_phones_are_off()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        await ToggleAsync(own, "*13", "hotdesk-phone-off");

        await colleague.CallShouldRingAsync(alice, [window], silent: [own]);
    }

    [Fact]
    public async Task From_a_strangers_phone_the_id_may_follow_and_the_pin_is_asked_for()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202", pin: "2580"));

        await bobs.Phone.DialAsync("*13" + alice.HotDeskId, then: ["4711#"]);
        await bobs.Phone.HeardAsync("hotdesk-phone-off", "hotdesk-not-you");
        await bobs.Phone.HangUpAsync();

        Assert.Equal("hotdesk-enter-pin", bobs.Phone.Heard[0]);
        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task With_a_star_after_the_code_it_asks_for_anybodys_id()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202", pin: "2580"));

        await bobs.Phone.DialAsync("*13*", then: [alice.HotDeskId + "#", "4711#"]);
        await bobs.Phone.HeardAsync("hotdesk-phone-off");
        await bobs.Phone.HangUpAsync();

        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();
    }

    [Theory]
    [InlineData("a bare phone")]
    [InlineData("a desk with somebody at it")]
    [InlineData("an own phone of the same person")]
    public async Task With_a_star_after_the_code_it_works_from_any_phone(string where)
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var phone = where.StartsWith("an own", StringComparison.Ordinal) ? own : await Pbx.DeskAsync("window desk");

        if (where.StartsWith("a desk", StringComparison.Ordinal))
        {
            await phone.LogInAsync(await Pbx.UserAsync("Bob", "202", pin: "2580"), "2580");
        }

        await phone.Phone.DialAsync("*13*", then: [alice.HotDeskId + "#", "4711#"]);
        await phone.Phone.HeardAsync("hotdesk-phone-off");
        await phone.Phone.HangUpAsync();

        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task From_a_desk_it_is_the_occupants_phones()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        await ToggleAsync(window, "*13", "hotdesk-phone-off");

        await colleague.CallShouldRingAsync(alice, [window], silent: [own]);
    }

    [Fact]
    public async Task From_a_bare_phone_id_and_pin_are_asked_for()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();

        await colleague.Phone.DialAsync("*13", then: [alice.HotDeskId + "#", "4711#"]);
        await colleague.Phone.HeardAsync("hotdesk-phone-off");
        await colleague.Phone.HangUpAsync();

        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task Star_within_four_seconds_undoes_it_and_asks_for_an_id_instead()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();

        await own.Phone.DialAsync("*13");
        await own.Phone.HeardAsync("hotdesk-not-you");
        await own.Phone.PressAsync("*");
        await own.Phone.HeardAsync("hotdesk-enter-id");
        await own.Phone.HangUpAsync();

        await colleague.CallShouldRingAsync(alice, [own]);
    }

    [Fact]
    public async Task Without_the_star_it_says_goodbye_after_four_seconds()
    {
        var (_, own, _) = await AliceWithAPhoneAsync();

        await own.Phone.DialAsync("*13");
        await own.Phone.HeardAsync("hotdesk-not-you");
        await Pbx.PassUntilAsync(() => own.Phone.Heard.Contains("goodbye"), UndoWithin * 2);

        await own.Phone.ShouldEndAsync();
    }

    [Fact]
    public async Task It_survives_a_restart_and_shows_in_the_api()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();
        await ToggleAsync(own, "*13", "hotdesk-phone-off");

        await Pbx.RestartAsync();
        await own.Phone.RegisterAsync();
        await colleague.Phone.RegisterAsync();

        Assert.Equal("off", (string?)(await Pbx.Api.GetAsync($"/devices/{own.Id}"))["ringState"]);
        await CallIsUnavailableAsync(colleague, alice);
        own.Phone.ShouldStaySilent();
    }

    [Fact]
    public async Task The_api_toggles_as_the_code_does()
    {
        var (alice, own, colleague) = await AliceWithAPhoneAsync();

        var answer = await Pbx.Api.PostAsync($"/users/{alice.Id}/toggle");

        Assert.False((bool)answer["on"]!);
        Assert.Equal([own.Id], answer["devices"]!.AsArray().Select(id => Guid.Parse((string)id!)));
        await CallIsUnavailableAsync(colleague, alice);
    }

    [Fact]
    public async Task Somebody_who_owns_no_phone_is_logged_in_and_out_by_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*13", then: [alice.HotDeskId + "#", "4711#"]);
        await window.Phone.HeardAsync("hotdesk-logged-in");
        await window.Phone.ShouldEndAsync();
        Assert.Single(await Pbx.OpenSessionsAsync(window));

        await window.Phone.DialAsync("*13");
        await window.Phone.HeardAsync("hotdesk-logged-out");
        await window.Phone.ShouldEndAsync();
        Assert.Empty(await Pbx.OpenSessionsAsync(window));
    }

    private async Task<(Person Alice, Telephone Own, Telephone Colleague)> AliceWithAPhoneAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");

        return (alice, await Pbx.PhoneOfAsync(alice), await Pbx.DeskAsync("colleague"));
    }

    private static async Task ToggleAsync(Telephone phone, string code, string result)
    {
        await phone.Phone.DialAsync(code);
        await phone.Phone.HeardAsync(result, "hotdesk-not-you");
        await phone.Phone.HangUpAsync();
    }

    private static async Task CallIsUnavailableAsync(Telephone caller, Person called)
    {
        var end = await caller.Phone.DialInVainAsync(called.Extension);

        Assert.Equal(480, end.Status);
        await caller.Phone.HeardAsync("unavailable");
    }
}
