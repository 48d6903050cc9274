using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Calls;

/// <summary>Calls whose phones vanished without a word.</summary>
public sealed class DeadCalls : SmallOffice
{
    public DeadCalls()
    {
        Scenarios.Connect(this);
    }

    [Fact]
    public void A_call_without_audio_from_anybody_ends_after_a_minute()
    {
        Pass(59);
        Look();
        Assert.True(Alice.IsConnected);

        Pass(2);
        Look();

        Assert.Contains("BYE", Alice.Heard);
        Assert.Contains("BYE", Bob.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_call_on_hold_may_be_silent()
    {
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));

        Pass(120);
        Look();

        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }

    [Fact]
    public void A_call_that_rang_for_long_is_not_taken_for_dead_when_it_is_answered()
    {
        Alice.HangUp();
        Settle();
        Routing["202"] = async call =>
        {
            var result = await call.RingAsync([DeviceOf(Bob)], TimeSpan.FromSeconds(90));
            await call.BridgeAsync(result.Leg!);
        };
        Alice.Dial("202");
        Pass(70);
        Bob.Answer();
        Settle();

        Look();

        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }

    [Fact]
    public void A_call_that_was_on_hold_for_long_is_not_taken_for_dead_when_it_goes_on()
    {
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of("sendonly"));
        Pass(70);
        Bob.SendInDialog(SipMethod.Invite, body: Descriptions.Of());
        Settle();

        Look();

        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }

    private void Look()
    {
        foreach (var call in Services.Live.All)
        {
            call.EndIfDead(Services.Options.SilenceEndsCall);
        }

        Settle();
    }
}
