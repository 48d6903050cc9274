using Perch.Calls;
using Perch.Calls.Sip.Tests.Office;
using Perch.Phone;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Calls;

public sealed class AudioAndKeys : SoundOffice
{
    private readonly List<string> _entered = [];

    [Fact]
    public async Task Two_phones_hear_each_other()
    {
        await CallBobAsync();

        await Alice.SayAsync("hello bob");
        await Bob.HeardAsync("hello bob");
        await Bob.SayAsync("hello alice");
        await Alice.HeardAsync("hello alice");
        await Bob.HangUpAsync();
        await Alice.ShouldEndAsync();
    }

    [Fact]
    public async Task Phones_without_a_codec_in_common_hear_each_other_all_the_same()
    {
        Bob.Dispose();
        var carol = await PlugAsync("carol", "203", options => options with { Codecs = [SdpCodec.Pcma] });
        var heard = 0;
        Alice.StartDialling("203");
        await carol.ShouldRingAsync();
        await carol.AnswerAsync();
        await Alice.ShouldBeAnsweredAsync();

        // Words do not survive transcoding bit by bit, so only the flow is looked at.
        await World.UntilAsync(() => (heard = (int)Alice.Call.Media!.Counters.PacketsReceived) > 10, () => "audio");

        Assert.True(heard > 10);
    }

    [Fact]
    public async Task Prompts_are_heard_before_the_answer_too()
    {
        Routing["900"] = async call =>
        {
            await call.PlayAsync(new Prompt("goodbye"));
            await call.HangUpAsync(HangUpCause.Forbidden);
        };

        var end = await Alice.DialInVainAsync("900");

        Assert.Equal(403, end.Status);
        await Alice.HeardAsync("goodbye");
    }

    [Theory]
    [InlineData(DigitMethod.Negotiated)]
    [InlineData(DigitMethod.InfoRelay)]
    public async Task Keys_answer_a_question_however_they_are_sent(DigitMethod method)
    {
        AskAt("*11");
        Alice.StartDialling("*11");
        await Alice.HeardAsync("hotdesk-enter-id");

        await Alice.PressAsync("1001#", method);

        await World.UntilAsync(() => _entered.Count == 1, () => "the entry");
        Assert.Equal(["1001"], _entered);
    }

    [Fact]
    public async Task Keys_are_heard_in_the_audio_of_a_phone_that_has_no_telephone_event()
    {
        AskAt("*11");
        var old = await PlugAsync("carol", "203", options => options with { OffersTelephoneEvents = false });
        old.StartDialling("*11");
        await old.HeardAsync("hotdesk-enter-id");

        await old.PressAsync("1203#");

        await World.UntilAsync(() => _entered.Count == 1, () => "the entry");
        Assert.Equal(["1203"], _entered);
    }

    [Fact]
    public async Task A_caller_who_was_answered_already_hears_ringing()
    {
        var bob = Directory.DeviceBySipUsername(Directory.DefaultAccount.Id, "bob")!;
        Routing["900"] = async call =>
        {
            await call.AnswerAsync();
            await call.RingAsync([bob], TimeSpan.FromSeconds(20));
        };
        Alice.StartDialling("900");
        await Bob.ShouldRingAsync();

        await World.UntilAsync(() => Alice.Call.Media!.Counters.PacketsReceived > 10, () => "ringback");
    }

    [Fact]
    public async Task Who_is_echoed_hears_themselves()
    {
        Routing["900"] = call => call.EchoAsync();
        await Alice.DialAsync("900");

        await Alice.SayAsync("it is me");

        await Alice.HeardAsync("it is me");
    }

    [Fact]
    public async Task A_held_phone_hears_nothing_and_then_again()
    {
        await CallBobAsync();

        await Alice.HoldAsync();
        await Alice.ResumeAsync();

        await Alice.SayAsync("back again");
        await Bob.HeardAsync("back again");
    }

    [Theory]
    [InlineData(DigitMethod.Negotiated)]
    [InlineData(DigitMethod.InfoRelay)]
    public async Task Keys_pressed_in_a_call_reach_the_other_phone_once(DigitMethod method)
    {
        await CallBobAsync();

        await Alice.PressAsync("42#", method);
        await World.UntilAsync(() => Bob.Call.DigitsHeard.EndsWith('#'), () => $"the keys, not {Bob.Call.DigitsHeard}");

        Assert.Equal("42#", Bob.Call.DigitsHeard);
    }

    private async Task CallBobAsync()
    {
        Alice.StartDialling("202");
        await Bob.ShouldRingAsync();
        await Bob.AnswerAsync();
        await Alice.ShouldBeAnsweredAsync();
    }

    private void AskAt(string number) => Routing[number] = async call =>
    {
        await call.AnswerAsync();
        _entered.Add(await call.AskDigitsAsync(new([new Prompt("hotdesk-enter-id")], 15)));
        await call.AskDigitsAsync(new([new Prompt("hotdesk-enter-pin")], 15));
    };
}
