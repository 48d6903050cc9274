using Perch.Phone;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>How what is typed comes in, and when an entry ends.</summary>
public sealed class TypingDigits : OfficeTest
{
    public static TheoryData<DigitMethod> Methods =>
        [DigitMethod.Negotiated, DigitMethod.InfoRelay, DigitMethod.InfoPlain];

    [Theory, MemberData(nameof(Methods))]
    public async Task Keys_come_as_events_and_by_either_kind_of_INFO(DigitMethod method)
    {
        var (alice, window) = await AskedForTheIdAsync();

        await window.Phone.PressAsync(alice.HotDeskId + "#", method);
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("4711#", method);

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task From_a_phone_that_offers_no_events_keys_are_heard_in_the_audio()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var old = await Pbx.OldTelephoneAsync("old desk");

        await old.Phone.DialAsync("*11");
        await old.Phone.HeardAsync("hotdesk-enter-id");
        await old.Phone.PressAsync(alice.HotDeskId + "#", DigitMethod.InBand);
        await old.Phone.HeardAsync("hotdesk-enter-pin");
        await old.Phone.PressAsync("4711#", DigitMethod.InBand);

        await old.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task An_id_ends_by_itself_at_the_length_that_all_ids_share_and_a_number_sign_after_it_is_swallowed()
    {
        var (alice, window) = await AskedForTheIdAsync();

        await window.Phone.PressAsync(alice.HotDeskId);
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("#4711#");

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task Where_lengths_differ_an_id_ends_three_seconds_after_the_last_digit()
    {
        await Pbx.UserAsync("Bob", "30", pin: "2580");
        var (alice, window) = await AskedForTheIdAsync();

        await window.Phone.PressAsync(alice.HotDeskId);
        await Pbx.PassAsync(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("hotdesk-enter-pin", window.Phone.Heard);
        await Pbx.PassUntilAsync(() => window.Phone.Heard.Contains("hotdesk-enter-pin"), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_pin_does_not_end_by_its_own_length()
    {
        var (alice, window) = await AskedForTheIdAsync();

        await window.Phone.PressAsync(alice.HotDeskId + "#");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("4711");
        await Pbx.PassAsync(TimeSpan.FromSeconds(2));
        Assert.DoesNotContain("hotdesk-logged-in", window.Phone.Heard);

        await Pbx.PassUntilAsync(() => window.Phone.Heard.Contains("hotdesk-logged-in"), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Star_starts_the_entry_again()
    {
        var (alice, window) = await AskedForTheIdAsync();

        await window.Phone.PressAsync($"99*{alice.HotDeskId}#");
        await window.Phone.HeardAsync("hotdesk-enter-pin");
        await window.Phone.PressAsync("000*4711#");

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    [Fact]
    public async Task Six_seconds_without_a_digit_are_an_empty_entry_and_a_try()
    {
        var (_, window) = await AskedForTheIdAsync();

        await Pbx.PassUntilAsync(() => window.Phone.Heard.Contains("hotdesk-try-later"), TimeSpan.FromSeconds(60));

        await window.Phone.ShouldEndAsync();
        Assert.Equal(3, window.Phone.Heard.Count(prompt => prompt == "hotdesk-invalid"));
    }

    [Fact]
    public async Task The_longest_pin_that_can_be_saved_can_be_dialled()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "918273645546372");
        var window = await Pbx.DeskAsync("window desk");

        await window.Phone.DialAsync("*11", then: [alice.HotDeskId + "#", "918273645546372"]);

        await window.Phone.HeardAsync("hotdesk-logged-in");
    }

    private async Task<(Person Alice, Telephone Window)> AskedForTheIdAsync()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await window.Phone.DialAsync("*11");
        await window.Phone.HeardAsync("hotdesk-enter-id");

        return (alice, window);
    }
}
