namespace Perch.Interop.Tests;

/// <summary>The help page's steps 4 and 5 with telephones that are not ours.</summary>
[Collection(OneLab.Name)]
public sealed class HotDeskingWithBaresip
{
    private static readonly string[] Alice = ["extension", "digit-2", "digit-0", "digit-4"];

    [Fact]
    public async Task Step_4_calls_follow_alice_to_the_window_desk_and_back()
    {
        await using var office = await HotDeskOffice.OpenWithBaresipAsync();

        await LogInAsync(office.WindowDesk);

        await BothRingAndTheDeskAnswersAsync(office);

        await office.WindowDesk.DialAsync("*12");
        Heard.InOrder(await office.WindowDesk.HeardAsync(), "hotdesk-logged-out", "goodbye");

        await OnlyTheOwnPhoneRingsAsync(office);
    }

    [Fact]
    public async Task Step_5_alice_switches_her_phone_off_at_it_and_on_again_from_a_strangers()
    {
        await using var office = await HotDeskOffice.OpenWithBaresipAsync();

        await office.AlicesPhone.DialAsync("*13");
        Heard.InOrder(await office.AlicesPhone.HeardAsync(), [.. Alice, "number-1", "hotdesk-phone-off"]);

        await office.BobsPhone.DialAsync("204");
        await office.BobsPhone.IsOnHookAsync();
        Assert.False(office.AlicesPhone.HasRung);

        await office.WindowDesk.DialAsync("*13204");
        await office.WindowDesk.ListensForAsync(Heard.LengthOf("hotdesk-enter-pin"));
        await office.WindowDesk.PressAsync("4711#");
        Heard.InOrder(await office.WindowDesk.HeardAsync(), ["hotdesk-enter-pin", .. Alice, "number-1", "hotdesk-phone-on"]);

        await OnlyTheOwnPhoneRingsAsync(office);
    }

    [Fact]
    public async Task A_wrong_pin_is_said_to_be_wrong_and_the_next_try_counts()
    {
        await using var office = await HotDeskOffice.OpenWithBaresipAsync();
        var desk = office.WindowDesk;

        await desk.DialAsync("*11204");
        await desk.ListensForAsync(Heard.LengthOf("hotdesk-enter-pin"));
        await desk.PressAsync("9517#");
        await desk.ListensForAsync(Heard.LengthOf("hotdesk-enter-pin", "hotdesk-invalid", "hotdesk-enter-id"));
        await desk.PressAsync("204");
        await desk.PressAsync("4711#");

        Heard.InOrder(
            await desk.HeardAsync(), ["hotdesk-enter-pin", "hotdesk-invalid", "hotdesk-enter-id", .. Alice, "hotdesk-logged-in"]);
    }

    private static async Task LogInAsync(BaresipPhone desk)
    {
        await desk.DialAsync("*11");
        await desk.ListensForAsync(Heard.LengthOf("hotdesk-enter-id"));
        await desk.PressAsync(HotDeskOffice.AlicesId);
        await desk.ListensForAsync(Heard.LengthOf("hotdesk-enter-id", "hotdesk-enter-pin"));
        await desk.PressAsync($"{HotDeskOffice.AlicesPin}#");

        Heard.InOrder(
            await desk.HeardAsync(), ["hotdesk-enter-id", "hotdesk-enter-pin", .. Alice, "hotdesk-logged-in", "goodbye"]);
    }

    private static async Task BothRingAndTheDeskAnswersAsync(HotDeskOffice office)
    {
        office.AlicesPhone.Forget();
        office.WindowDesk.Forget();
        await office.BobsPhone.DialAsync("204");
        await office.AlicesPhone.RingsAsync();
        await office.WindowDesk.RingsAsync();
        await office.WindowDesk.AnswerAsync();

        await office.AlicesPhone.IsOnHookAsync();
        Assert.Matches(
            "(?s)CANCEL sip:.*Reason: SIP\\s*;\\s*cause=200\\s*;\\s*text=\"Call completed elsewhere\"", office.AlicesPhone.Trace);

        await office.BobsPhone.IsConnectedAsync();
        await office.BobsPhone.ListensForAsync(TimeSpan.FromSeconds(2));
        await office.BobsPhone.HangUpAsync();
        Heard.Tone(await office.BobsPhone.HeardAsync(), HotDeskOffice.WindowsTone);
        Heard.Tone(await office.WindowDesk.HeardAsync(), HotDeskOffice.BobsTone);
    }

    private static async Task OnlyTheOwnPhoneRingsAsync(HotDeskOffice office)
    {
        office.AlicesPhone.Forget();
        office.WindowDesk.Forget();
        await office.BobsPhone.DialAsync("204");
        await office.AlicesPhone.RingsAsync();
        await office.AlicesPhone.AnswerAsync();
        await office.BobsPhone.IsConnectedAsync();
        await office.BobsPhone.ListensForAsync(TimeSpan.FromSeconds(1));
        await office.AlicesPhone.HangUpAsync();

        Heard.Tone(await office.BobsPhone.HeardAsync(), HotDeskOffice.AlicesTone);
        Assert.False(office.WindowDesk.HasRung);
    }
}
