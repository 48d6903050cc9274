using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary><c>*14</c> and <c>*15</c>, through the whole server.</summary>
public sealed class MoreCodes : OfficeTest
{
    [Fact]
    public async Task Who_is_here_says_the_desk_the_person_and_whether_their_own_phones_ring()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        await Pbx.PhoneOfAsync(alice);
        var window = await Pbx.DeskAsync("w1");
        await window.LogInAsync(alice);
        var before = window.Phone.Heard.Count;

        await window.Phone.DialAsync("*14");

        Assert.Equal(
            [
                "hotdesk-this-desk", "letter-w", "digit-1", "extension", "digit-2", "digit-0", "digit-1", "hotdesk-here",
                "hotdesk-own-phones-on", "goodbye",
            ],
            await window.Phone.AllHeardAsync(before));
    }

    [Fact]
    public async Task A_changed_PIN_logs_in_and_the_old_one_no_longer()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*15", then: [alice.HotDeskId + "#", "4711#", "8520#", "8520#"]);
        await window.Phone.HeardAsync("hotdesk-pin-changed", "goodbye");
        await window.Phone.ShouldEndAsync();

        await window.LogInAsync(alice, "8520");
        await window.LogOutAsync();
        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "4711#"]);
        await window.Phone.HeardAsync("hotdesk-invalid");
    }

    [Fact]
    public async Task A_PIN_dialled_with_the_code_is_shown_nowhere()
    {
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { dialledPin = true } });
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.Phone.DialAsync($"*15{alice.HotDeskId}*4711");
        await window.Phone.HeardAsync("hotdesk-pin-new");

        var call = Assert.Single(await Pbx.Api.ListAsync("/calls"));

        Assert.DoesNotContain("4711", call.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(alice.HotDeskId, call.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_desk_that_asks_for_the_PIN_to_log_out_asks_for_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { defaults = new { pinToLogOut = true } } });
        var window = await Pbx.DeskAsync("window desk");
        await window.LogInAsync(alice, "4711");

        await window.Phone.DialAsync("*12", then: ["4711#"]);
        await window.Phone.HeardAsync("hotdesk-enter-pin", "hotdesk-logged-out");
        await window.Phone.ShouldEndAsync();

        Assert.Empty(await Pbx.OpenSessionsAsync(window));
    }
}
