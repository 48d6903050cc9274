using Perch.Calls.Sip.Tests.Office;
using Perch.Sip;
using Xunit;

namespace Perch.Calls.Sip.Tests.Front;

public sealed class EveryFaultHasItsStatus : SmallOffice
{
    [Theory]
    [InlineData("Require: 100rel\r\n", "420", "Unsupported: 100rel")]
    [InlineData("Require: timer, precondition\r\n", "420", "Unsupported: precondition")]
    [InlineData("Proxy-Require: privacy\r\n", "420", "Unsupported: privacy")]
    [InlineData("Content-Encoding: gzip\r\n", "415", "Accept: application/sdp")]
    [InlineData("Session-Expires: 30\r\nSupported: timer\r\n", "422", "Min-SE: 90")]
    [InlineData("Session-Expires: never\r\n", "400", "")]
    [InlineData("Contact: <tel:+15550100>\r\n", "400", "")]
    public void An_INVITE_that_asks_for_what_we_do_not_have(string header, string status, string told)
    {
        Alice.Dial("202", header);
        Settle();

        Assert.Equal(status, Alice.Heard[^1]);
        Assert.Contains(told, Text(Alice.LastResponse!), StringComparison.Ordinal);
        ShouldBeQuiet();
    }

    [Theory]
    [InlineData("v=0\r\nnonsense", "400")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=video 4000 RTP/AVP 97\r\n", "488")]
    [InlineData("v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 4000 RTP/AVP 18\r\n", "488")]
    public void An_offer_that_cannot_be_answered(string sdp, string status)
    {
        Alice.Dial("202", sdp: sdp);
        Settle();

        Assert.Equal(status, Alice.Heard[^1]);
        ShouldBeQuiet();
    }

    [Fact]
    public void A_number_that_is_nobodys_is_404()
    {
        Alice.Dial("999999");
        Settle();

        Assert.Equal("404", Alice.Heard[^1]);
    }

    [Fact]
    public void An_address_of_another_scheme_is_416()
    {
        Alice.Ask(SipMethod.Invite, "tel:+15550100", sdp: Descriptions.Of());
        Settle();

        Assert.Equal("416", Alice.Heard[^1]);
    }

    [Fact]
    public void A_call_that_went_in_circles_is_483()
    {
        var hops = Raw("INVITE", "sip:202@perch.test").Replace("Max-Forwards: 70", "Max-Forwards: 0", StringComparison.Ordinal);

        Alice.SendRaw(hops);
        Settle();

        // The gate comes first: without credentials nobody learns more.
        Assert.Equal("alice < 401", Ladder.Last());
    }

    [Theory]
    [InlineData("MESSAGE", "405", "Allow: INVITE")]
    [InlineData("PUBLISH", "405", "Allow: INVITE")]
    [InlineData("REFER", "405", "Allow: INVITE")]
    [InlineData("JUMP", "405", "Allow: INVITE")]
    [InlineData("NOTIFY", "481", "")]
    [InlineData("BYE", "481", "")]
    [InlineData("UPDATE", "481", "")]
    [InlineData("INFO", "481", "")]
    [InlineData("PRACK", "481", "")]
    [InlineData("SUBSCRIBE", "401", "")]
    [InlineData("INVITE", "401", "")]
    public void A_stranger_gets_nothing_done_by_any_method(string method, string status, string told)
    {
        Alice.SendRaw(Raw(method, "sip:202@perch.test"));
        Settle();

        Assert.Equal($"alice < {status}", Ladder.Last());
        Assert.Contains(told, Network.Sent[^1].Text, StringComparison.Ordinal);
        ShouldBeQuiet();
    }

    [Fact]
    public void Events_that_nobody_knows_are_489()
    {
        Alice.Ask(SipMethod.Subscribe, "sip:alice@perch.test", "Event: unheard-of\r\nExpires: 300\r\n");
        Settle();

        Assert.Equal("489", Alice.Heard[^1]);
        Assert.True(Alice.LastResponse!.Has(HeaderId.AllowEvents));
    }

    [Theory]
    [InlineData("BYE")]
    [InlineData("INVITE")]
    [InlineData("INFO")]
    [InlineData("UPDATE")]
    [InlineData("OPTIONS")]
    public void A_dialog_that_is_not_there_is_481(string method)
    {
        Alice.SendRaw(Raw(method, "sip:202@perch.test", toTag: "AAAAAAAAAAAA"));
        Settle();

        Assert.Equal("alice < 481", Ladder.Last());
    }

    [Fact]
    public void A_right_tag_with_a_wrong_Call_ID_is_481_and_harms_nobody()
    {
        Scenarios.Connect(this);
        var tag = System.Text.Encoding.ASCII.GetString(Alice.Dialog!.RemoteTag);

        Carol.SendRaw(Raw("BYE", "sip:perch@192.0.2.1", toTag: tag));
        Settle();

        Assert.Equal("carol < 481", Ladder.Last());
        Assert.True(Alice.IsConnected);
    }

    [Fact]
    public void An_ACK_for_nothing_is_never_answered()
    {
        var before = Network.Sent.Count;

        Alice.SendRaw(Raw("ACK", "sip:202@perch.test"));
        Alice.SendRaw(Raw("ACK", "sip:202@perch.test", toTag: "AAAAAAAAAAAA"));
        Settle();

        Assert.Equal(before + 2, Network.Sent.Count);
    }

    [Fact]
    public void While_the_server_stops_the_caller_may_try_again_later()
    {
        Draining.StopTaking();
        Alice.Dial("202");
        Settle();

        Assert.Equal("503", Alice.Heard[^1]);
        Assert.True(Alice.LastResponse!.Has(HeaderId.RetryAfter));
    }

    private static string Raw(string method, string uri, string? toTag = null) =>
        $"{method} {uri} SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.11:5060;rport;branch=z9hG4bK{Guid.NewGuid():N}\r\nMax-Forwards: 70\r\n"
        + $"From: <sip:alice@perch.test>;tag=x1\r\nTo: <{uri}>{(toTag is null ? "" : $";tag={toTag}")}\r\n"
        + $"Call-ID: {Guid.NewGuid():N}\r\nCSeq: 5 {method}\r\nContact: <sip:alice@192.0.2.11>\r\nContent-Length: 0\r\n\r\n";

    private static string Text(SipMessage message) => System.Text.Encoding.UTF8.GetString(message.Bytes);
}
