using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Rfc4028;

/// <summary>RFC 4028 §10: sessions are refreshed by one side, and given up by the other when they are not.</summary>
public sealed class RefreshingSessions : SmallOffice
{
    [Fact]
    public void A_phone_without_timers_is_refreshed_by_us_with_UPDATE()
    {
        Scenarios.Connect(this);

        Pass(901);

        Assert.Contains("UPDATE", Alice.Heard);
        Assert.Contains("UPDATE", Bob.Heard);
        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }

    [Fact]
    public void A_phone_that_does_not_know_UPDATE_is_refreshed_with_a_re_INVITE_of_the_same_description()
    {
        Alice.Allow = "INVITE, ACK, CANCEL, BYE";
        Scenarios.Connect(this);

        Pass(901);

        Assert.DoesNotContain("UPDATE", Alice.Heard);
        Assert.Contains("INVITE", Alice.Heard);
        Assert.Contains("UPDATE", Bob.Heard);
        Assert.True(Alice.IsConnected);
    }

    [Fact]
    public void A_phone_that_promised_to_refresh_and_does_not_is_given_up()
    {
        Alice.Dial("202", "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n");
        Settle();
        Bob.Answer();
        Settle();
        Assert.Contains("Require: timer", Text(Alice.LastResponse!), StringComparison.Ordinal);

        Pass(59);
        Assert.True(Alice.IsConnected);
        Pass(2);

        Assert.Contains("BYE", Alice.Heard);
        Assert.Contains("BYE", Bob.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_refreshes_stays_connected()
    {
        Alice.Dial("202", "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n");
        Settle();
        Bob.Answer();

        for (var refresh = 0; refresh < 5; refresh++)
        {
            Pass(45);
            Alice.SendInDialog(SipMethod.Update, "Supported: timer\r\nSession-Expires: 90;refresher=uac\r\n");
        }

        Pass(10);
        Assert.True(Alice.IsConnected && Bob.IsConnected);
    }

    [Fact]
    public void A_phone_that_does_not_answer_a_refresh_is_gone()
    {
        Scenarios.Connect(this);
        Network.Decide = datagram => datagram.To == Bob.Address
            ? Perch.TestKit.Network.Fate.Lost : Perch.TestKit.Network.Fate.Arrives;

        Pass(900 + 33);

        Assert.Contains("BYE", Alice.Heard);
        Pass(33);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_puts_off_the_refresh_for_good_is_given_up_when_the_session_ends()
    {
        Bob.Allow = "INVITE, ACK, CANCEL, BYE";
        Scenarios.Connect(this);
        Bob.RefusesChangesWith = 100;

        Pass(1750);
        Assert.True(Alice.IsConnected);
        Pass(60);

        Assert.Contains("BYE", Alice.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_that_wants_longer_intervals_gets_them()
    {
        Alice.Dial("202");
        Settle();

        Bob.Refuse(422, "Min-SE: 3600\r\n");
        Settle();

        Assert.True(Bob.IsRinging);
        Assert.Equal("3600", Text(Bob.Incoming!.Request[HeaderId.SessionExpires]));
    }

    private static string Text(SipMessage message) => Text(message.Bytes);

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.ASCII.GetString(bytes);
}
