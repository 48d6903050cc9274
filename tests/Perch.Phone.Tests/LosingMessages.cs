using Perch.TestKit.Network;
using Xunit;

namespace Perch.Phone.Tests;

public sealed class LosingMessages : IDisposable
{
    private readonly TwoPhones _phones = new();

    [Theory]
    [InlineData("INVITE")]
    [InlineData("SIP/2.0 180")]
    [InlineData("SIP/2.0 200")]
    [InlineData("ACK")]
    [InlineData("BYE")]
    public async Task A_call_survives_the_loss_of_any_message(string lost)
    {
        LoseFirst(lost);

        _phones.Alice.StartDialling("bob");
        PassUntil(() => _phones.Bob.Phone.LastCall?.State == PhoneCallState.Ringing);
        _phones.Bob.Call.Answer();
        PassUntil(() => _phones.Bob.Call.IsSettled && _phones.Alice.Call.State == PhoneCallState.Answered);
        _phones.Alice.Call.HangUp();
        PassUntil(() => _phones.Bob.Call.State == PhoneCallState.Ended);

        Assert.Equal(CallEndReason.HungUpThere, _phones.Bob.Call.End!.Why);
        Assert.Empty(_phones.Alice.Phone.Calls);
        await Task.CompletedTask;
    }

    [Fact]
    public void Everything_twice_is_still_one_call()
    {
        _phones.Network.Decide = static _ => new Fate.Repeated(2);

        _phones.Alice.StartDialling("bob");
        PassUntil(() => _phones.Bob.Phone.LastCall?.State == PhoneCallState.Ringing);
        _phones.Bob.Call.Answer();
        PassUntil(() => _phones.Bob.Call.IsSettled);
        _phones.Bob.Call.HangUp();
        PassUntil(() => _phones.Alice.Call.State == PhoneCallState.Ended);

        Assert.Equal(CallEndReason.HungUpThere, _phones.Alice.Call.End!.Why);
    }

    [Fact]
    public void An_answer_that_nobody_acknowledges_ends_with_BYE()
    {
        _phones.Network.Decide = sent =>
            sent.StartLine.StartsWith("ACK", StringComparison.Ordinal) ? Fate.Lost : Fate.Arrives;
        _phones.Alice.StartDialling("bob");
        _phones.Pass(0.1);

        _phones.Bob.Call.Answer();
        _phones.Pass(31);
        Assert.Equal(PhoneCallState.Answered, _phones.Bob.Call.State);
        _phones.Pass(2);

        Assert.Equal(CallEndReason.Failed, _phones.Bob.Call.End!.Why);
        Assert.Equal(PhoneCallState.Ended, _phones.Alice.Call.State);
    }

    [Fact]
    public void Whoever_answers_and_hangs_up_at_once_waits_for_the_ACK()
    {
        _phones.Alice.StartDialling("bob");
        _phones.Pass(0.1);
        LoseFirst("ACK");
        _phones.Bob.Call.Answer();

        _phones.Bob.Call.HangUp();
        _phones.Network.Deliver();
        Assert.Equal(0, _phones.CountSent("BYE"));
        _phones.Pass(1);

        Assert.Equal(1, _phones.CountSent("BYE"));
        Assert.Equal(CallEndReason.HungUpThere, _phones.Alice.Call.End!.Why);
    }

    [Fact]
    public void A_caller_who_gives_up_as_the_answer_comes_says_BYE()
    {
        _phones.Alice.StartDialling("bob");
        _phones.Pass(0.1);

        _phones.Bob.Call.Answer();
        _phones.Alice.Call.HangUp();
        _phones.Pass(0.1);

        Assert.Equal(CallEndReason.HungUpHere, _phones.Alice.Call.End!.Why);
        Assert.Equal(CallEndReason.HungUpThere, _phones.Bob.Call.End!.Why);
    }

    public void Dispose() => _phones.Dispose();

    private void LoseFirst(string startLine)
    {
        var lost = false;
        _phones.Network.Decide = sent =>
        {
            if (lost || !sent.StartLine.StartsWith(startLine, StringComparison.Ordinal))
            {
                return Fate.Arrives;
            }

            lost = true;

            return Fate.Lost;
        };
    }

    private void PassUntil(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 40, "It never came true.");
            _phones.Pass(0.25);
        }
    }
}
