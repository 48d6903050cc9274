using Perch.Sip;
using Perch.TestKit.Phones;
using Xunit;

namespace Perch.Phone.Tests;

public sealed class CallingEachOther : IDisposable
{
    private readonly TwoPhones _phones = new();

    [Fact]
    public async Task A_call_rings_is_answered_and_heard_both_ways()
    {
        _phones.Alice.StartDialling("bob");
        var ringing = await _phones.Bob.ShouldRingAsync();
        await _phones.Alice.ShouldHearRingingAsync();
        await _phones.Bob.AnswerAsync();

        await _phones.Alice.SayAsync("good-morning");
        await _phones.Bob.HeardAsync("good-morning");
        await _phones.Bob.SayAsync("who-is-there");
        await _phones.Alice.HeardAsync("who-is-there");

        Assert.Equal("alice", ringing.Number);
        Assert.Equal("Alice", ringing.Name);
    }

    [Fact]
    public async Task Whoever_hangs_up_the_other_knows()
    {
        await _phones.TalkAsync();

        Assert.Equal(CallEndReason.HungUpHere, (await _phones.Bob.HangUpAsync()).Why);
        Assert.Equal(CallEndReason.HungUpThere, (await _phones.Alice.ShouldEndAsync()).Why);
        Assert.Empty(_phones.Alice.Phone.Calls);
    }

    [Fact]
    public async Task A_caller_who_gives_up_cancels()
    {
        _phones.Alice.StartDialling("bob");
        await _phones.Bob.ShouldRingAsync();

        Assert.Equal(CallEndReason.HungUpHere, (await _phones.Alice.HangUpAsync()).Why);
        Assert.Equal(CallEndReason.Cancelled, (await _phones.Bob.ShouldEndAsync()).Why);
    }

    [Theory]
    [InlineData(486)]
    [InlineData(603)]
    [InlineData(480)]
    public async Task A_refusal_is_passed_on(int status)
    {
        _phones.Alice.StartDialling("bob");

        await _phones.Bob.RejectAsync(status);

        Assert.Equal((CallEndReason.Refused, status), await EndOf(_phones.Alice.ShouldEndAsync()));
        Assert.Equal((CallEndReason.RefusedHere, status), await EndOf(_phones.Bob.ShouldEndAsync()));
    }

    [Fact]
    public async Task A_redirection_names_the_other_number()
    {
        _phones.Alice.StartDialling("bob");

        await _phones.Bob.RejectAsync(302, redirectTo: "carol");

        Assert.Equal(302, (await _phones.Alice.ShouldEndAsync()).Status);
        Assert.Contains(_phones.Network.Sent, sent => sent.Text.Contains("Contact: <sip:carol@perch.test>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_phone_in_a_call_is_busy()
    {
        await _phones.TalkAsync();

        Assert.Equal(486, (await _phones.Alice.DialInVainAsync("bob")).Status);
    }

    [Fact]
    public async Task Early_media_is_heard_before_the_answer()
    {
        var call = _phones.Alice.StartDialling("bob");
        var ringing = await _phones.Bob.ShouldRingAsync();

        Assert.True(ringing.StartEarlyMedia());
        await _phones.World.UntilAsync(() => call.HasEarlyMedia, () => "Alice hears early media");
        await _phones.Bob.SayAsync("please-hold-the-line");
        await _phones.Alice.HeardAsync("please-hold-the-line");

        Assert.Equal(PhoneCallState.Ringing, call.State);
        await _phones.Bob.AnswerAsync();
        await _phones.Alice.ShouldBeAnsweredAsync();
    }

    [Theory]
    [InlineData(DigitMethod.Negotiated)]
    [InlineData(DigitMethod.InBand)]
    public async Task Keys_arrive_whichever_way_they_travel(DigitMethod method)
    {
        using var phones = new TwoPhones(
            bob: bob => bob with { OffersTelephoneEvents = method == DigitMethod.Negotiated });
        await phones.TalkAsync();

        await phones.Alice.PressAsync("10*#", method);

        await phones.World.UntilAsync(() => phones.Bob.Call.DigitsHeard == "10*#", () => $"'{phones.Bob.Call.DigitsHeard}' is 10*#");
    }

    [Theory]
    [InlineData(DigitMethod.InfoRelay, "Content-Type: application/dtmf-relay", "Signal=5\r\nDuration=")]
    [InlineData(DigitMethod.InfoPlain, "Content-Type: application/dtmf", "\r\n\r\n5")]
    public async Task Keys_can_travel_in_INFO(DigitMethod method, string type, string body)
    {
        await _phones.TalkAsync();

        await _phones.Alice.PressAsync("5", method);

        var info = Assert.Single(_phones.Network.Sent, sent => sent.StartLine.StartsWith("INFO ", StringComparison.Ordinal));
        Assert.Contains(type + "\r\n", info.Text, StringComparison.Ordinal);
        Assert.Contains(body, info.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_ends_the_call_is_no_failure()
    {
        await _phones.TalkAsync();

        var pressing = _phones.Alice.PressAsync("123456789");
        await _phones.World.UntilAsync(() => _phones.Bob.Call.DigitsHeard.Length > 0, () => "the first key is heard");
        _phones.Bob.Call.HangUp();

        await pressing;
        Assert.Equal(CallEndReason.HungUpThere, (await _phones.Alice.ShouldEndAsync()).Why);
    }

    [Fact]
    public async Task Hold_is_known_at_the_other_end_and_resume_ends_it()
    {
        await _phones.TalkAsync();

        await _phones.Alice.HoldAsync();
        Assert.True(_phones.Alice.Call.OnHold);
        Assert.True(_phones.Bob.Call.Audio!.Direction == SdpDirection.RecvOnly);

        await _phones.Alice.ResumeAsync();
        Assert.False(_phones.Alice.Call.OnHold);
        await _phones.Bob.SayAsync("still-there");
        await _phones.Alice.HeardAsync("still-there");
    }

    [Fact]
    public async Task Both_may_hold_at_once()
    {
        await _phones.TalkAsync();
        await _phones.Alice.HoldAsync();

        await _phones.Bob.HoldAsync();

        Assert.Equal(SdpDirection.Inactive, _phones.Alice.Call.Audio!.Direction);
        Assert.Equal(SdpDirection.Inactive, _phones.Bob.Call.Audio!.Direction);
    }

    [Fact]
    public async Task A_phone_that_answers_by_itself_needs_nobody()
    {
        using var phones = new TwoPhones(bob: bob => bob with { AutoAnswer = true });

        await phones.Alice.DialAsync("bob");

        Assert.Equal(PhoneCallState.Answered, phones.Bob.Call.State);
    }

    [Fact]
    public async Task A_number_sign_in_a_number_is_escaped()
    {
        _phones.Alice.StartDialling("*11#");
        await _phones.Bob.ShouldRingAsync();

        Assert.Contains(_phones.Network.StartLines, line => line == "INVITE sip:*11%23@perch.test SIP/2.0");
    }

    [Fact]
    public async Task What_is_heard_is_recorded_as_a_wav()
    {
        var path = Path.GetTempFileName();
        await _phones.TalkAsync();
        _phones.Bob.Call.StartRecording(File.Create(path));

        await _phones.Alice.SayAsync("for-the-record");
        await _phones.Bob.HeardAsync("for-the-record");
        await _phones.Bob.HangUpAsync();
        await _phones.Bob.Call.Recorded;

        var recorded = new PromptListener();
        recorded.Hear(Media.AudioClip.LoadWav(path).Encoded(Rtp.AudioCodec.Pcmu).Span);
        Assert.Equal(["for-the-record"], recorded.Heard);
        File.Delete(path);
    }

    public void Dispose() => _phones.Dispose();

    private static async Task<(CallEndReason Why, int Status)> EndOf(Task<CallEnd> ending)
    {
        var end = await ending;

        return (end.Why, end.Status);
    }
}
