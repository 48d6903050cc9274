namespace Perch.Interop.Tests;

/// <summary>The help page's steps 4 and 5 message by message; keys come as INFO, prompts are taken from the wire.</summary>
[Collection(OneLab.Name)]
public sealed class HotDeskingWithSipp
{
    private static readonly string[] Alice = ["extension", "digit-2", "digit-0", "digit-4"];

    [Fact]
    public async Task Step_4_calls_follow_alice_to_the_window_desk_and_back()
    {
        await using var office = await HotDeskOffice.OpenAsync();
        var alicesPhone = await SippPhone.PlugInAsync(office.Network, "alice-own");
        var bobsPhone = await SippPhone.PlugInAsync(office.Network, "bob-own");
        var desk = await SippPhone.PlugInAsync(office.Network, "window");

        await DialsAndHearsAsync(
            office, desk, "logs-in", "*11", ["hotdesk-enter-id", "hotdesk-enter-pin", .. Alice, "hotdesk-logged-in", "goodbye"]);

        await Task.WhenAll(
            alicesPhone.PlayAsync("rings-until-answered-elsewhere"),
            desk.PlayAsync("rings-and-answers"),
            bobsPhone.PlayAsync("calls-and-hangs-up", "204"));

        await DialsAndHearsAsync(office, desk, "dials-and-listens", "*12", ["hotdesk-logged-out", "goodbye"]);

        // The desk has hung up for good: a call to it would make the caller's scenario wait for it.
        await Task.WhenAll(alicesPhone.PlayAsync("rings-and-answers"), bobsPhone.PlayAsync("calls-and-hangs-up", "204"));
    }

    [Fact]
    public async Task Step_5_star_13_switches_alices_phone_off_and_on_again()
    {
        await using var office = await HotDeskOffice.OpenAsync();
        var alicesPhone = await SippPhone.PlugInAsync(office.Network, "alice-own");

        await DialsAndHearsAsync(
            office, alicesPhone, "dials-and-listens", "*13", [.. Alice, "number-1", "hotdesk-phone-off"]);
        await DialsAndHearsAsync(
            office, alicesPhone, "dials-and-listens", "*13", [.. Alice, "number-1", "hotdesk-phone-on"]);
    }

    private static async Task DialsAndHearsAsync(
        HotDeskOffice office, SippPhone phone, string scenario, string number, string[] prompts)
    {
        await using var ears = new SippEars(office.Network.ServerAddress);
        await phone.PlayAsync(scenario, number, ears);

        Heard.InOrder(ears.Heard(), prompts);
    }
}
