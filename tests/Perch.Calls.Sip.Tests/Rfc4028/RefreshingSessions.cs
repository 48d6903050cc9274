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
        Assert.Equal("3600", Text(Bob.Incoming!.Request[HeaderId.MinSe]));
        Bob.Answer();
        Pass(1801);
        Assert.Equal(SipMethod.Update, Bob.Incoming!.Request.Method);
        Assert.Equal("3600", Text(Bob.Incoming!.Request[HeaderId.MinSe]));
    }

    [Fact]
    public void A_phone_that_always_wants_longer_is_not_asked_for_ever()
    {
        Alice.Dial("202");
        Settle();

        for (var asked = 0; Bob.IsRinging; asked++)
        {
            Assert.InRange(asked, 0, 10);
            Bob.Refuse(422, $"Min-SE: {3600 + asked}\r\n");
            Settle();
        }

        Assert.Equal("480", Alice.Heard[^1]);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_whose_connection_broke_is_refreshed_when_it_has_come_back()
    {
        var first = Network.Join("192.0.2.1:5061", PerchStack, Perch.Transport.SipProtocol.Tcp);
        var dave = NewPhone("dave", "Dave", "204", "192.0.2.14:5060", first.Local);
        dave.Register();
        Until(() => dave.IsRegistered, "Dave's phone is registered");
        Alice.Dial("204");
        Settle();
        dave.Answer();
        Settle();
        first.Connected = false;

        Pass(905);
        Assert.True(dave.IsConnected && Alice.IsConnected);
        dave.MoveTo(PerchChannel.Local);
        dave.Register();
        Pass(6);

        Assert.Contains("UPDATE", dave.Heard);
        Assert.DoesNotContain("BYE", Alice.Heard);
        Alice.HangUp();
        Settle();
        Assert.Contains("BYE", dave.Heard);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_phone_whose_connection_broke_and_stays_away_is_given_up_when_the_session_ends()
    {
        var first = Network.Join("192.0.2.1:5061", PerchStack, Perch.Transport.SipProtocol.Tcp);
        var dave = NewPhone("dave", "Dave", "204", "192.0.2.14:5060", first.Local);
        dave.Register();
        Until(() => dave.IsRegistered, "Dave's phone is registered");
        Alice.Dial("204");
        Settle();
        dave.Answer();
        Settle();
        first.Connected = false;

        Pass(1750);
        Assert.True(Alice.IsConnected);
        Pass(60);

        Assert.Contains("BYE", Alice.Heard);
        ShouldBeQuiet();
    }

    private static string Text(SipMessage message) => Text(message.Bytes);

    private static string Text(ReadOnlySpan<byte> bytes) => System.Text.Encoding.ASCII.GetString(bytes);
}
