using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>Everything in one dial.</summary>
public sealed class ShortForms : OfficeTest
{
    [Fact]
    public async Task The_id_may_follow_the_code()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11" + alice.HotDeskId, then: ["4711#"]);
        await window.Phone.HeardAsync("hotdesk-logged-in");

        Assert.DoesNotContain("hotdesk-enter-id", window.Phone.Heard);
    }

    [Fact]
    public async Task A_dialled_pin_is_dropped_and_asked_for_while_the_account_does_not_allow_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync($"*11{alice.HotDeskId}*4711");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("4711#");

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task A_dialled_pin_logs_in_where_the_account_allows_it()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PatchAsync("/settings", new { hotDesk = new { dialledPin = true } });

        await window.Phone.DialAsync($"*11{alice.HotDeskId}*4711");
        await window.Phone.HeardAsync("hotdesk-logged-in");

        Assert.DoesNotContain("hotdesk-enter-pin", window.Phone.Heard);
    }

    [Fact]
    public async Task The_list_of_live_calls_shows_the_code_and_nothing_of_what_followed()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync($"*11{alice.HotDeskId}*4711");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        var calls = (await Pbx.Api.GetAsync("/calls")).ToJsonString();

        Assert.Contains("*11", calls, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", calls, StringComparison.Ordinal);
    }
}
