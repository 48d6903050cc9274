using System.Net;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Sip;
using Perch.TestKit.Network;
using Perch.TestKit.Phones;
using Perch.TestKit.Time;
using Perch.Transport;
using Xunit;

namespace Perch.Phone.Tests;

/// <summary>Requests as they stand on the wire, some of which our own phones never send.</summary>
public sealed class WhatAServerMayAsk : IDisposable
{
    private const string Sdp =
        "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio 40000 RTP/AVP 0\r\n";

    private readonly FakeClock _clock = new();
    private readonly FakeSipNetwork _network;
    private readonly PhoneWorld _world;
    private readonly SipStack _server;
    private readonly FakeSipChannel _channel;
    private readonly VirtualPhone _phone;

    public WhatAServerMayAsk()
    {
        _network = new(_clock);
        _world = new(_clock, _network);
        _server = new(_clock, NullLoggerFactory.Instance);
        _channel = _network.Join("127.0.0.1:5060", _server);
        _phone = _world.Plug(TwoPhones.OptionsOf("alice"), IPEndPoint.Parse("127.0.0.1:5060"));
    }

    [Fact]
    public void A_call_without_a_description_gets_an_offer_and_takes_the_answer_from_the_ACK()
    {
        Send("INVITE", 1);
        _phone.Call.Answer();
        _network.Deliver();
        Assert.Contains("m=audio", Last("SIP/2.0 200"), StringComparison.Ordinal);
        Assert.Null(_phone.Call.Audio);

        Send("ACK", 1, body: Sdp, toTag: TagOf(Last("SIP/2.0 200")));

        Assert.Equal(SdpCodec.Pcmu, _phone.Call.Audio!.Codec);
        Assert.True(_phone.Call.IsSettled);
    }

    [Theory]
    [InlineData("Reason: SIP;cause=200;text=\"Call completed elsewhere\"\r\n", true)]
    [InlineData("", false)]
    public void A_call_that_was_answered_elsewhere_was_not_missed(string reason, bool elsewhere)
    {
        Send("INVITE", 1, body: Sdp);

        Send("CANCEL", 1, headers: reason);

        Assert.Equal(CallEndReason.Cancelled, _phone.Call.End!.Why);
        Assert.Equal(elsewhere, _phone.Call.End.AnsweredElsewhere);
        Assert.StartsWith("SIP/2.0 487", Last("SIP/2.0 487"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("INVITE", "Require: 100rel\r\n", "SIP/2.0 420")]
    [InlineData("INVITE", "Session-Expires: 30\r\n", "SIP/2.0 422")]
    [InlineData("OPTIONS", "", "SIP/2.0 200")]
    [InlineData("NOTIFY", "Event: message-summary\r\n", "SIP/2.0 200")]
    [InlineData("SUBSCRIBE", "", "SIP/2.0 405")]
    [InlineData("BYE", "", "SIP/2.0 481")]
    [InlineData("INFO", "", "SIP/2.0 481")]
    public void Each_request_outside_a_call_has_its_answer(string method, string headers, string answer)
    {
        Send(method, 1, headers, method == "INVITE" ? Sdp : "");

        Assert.StartsWith(answer, Last("SIP/2.0"), StringComparison.Ordinal);
        Assert.Empty(_phone.Phone.Calls);
    }

    [Theory]
    [InlineData("m=audio 40000 RTP/AVP 18", "SIP/2.0 488")]
    [InlineData("m=audio 40000 RTP/AVP 9", "SIP/2.0 488")]
    [InlineData("m=audio", "SIP/2.0 400")]
    public void A_description_that_can_not_be_answered_is_refused(string media, string answer)
    {
        Send("INVITE", 1, body: Sdp.Replace("m=audio 40000 RTP/AVP 0", media, StringComparison.Ordinal));

        Assert.StartsWith(answer, Last("SIP/2.0"), StringComparison.Ordinal);
        Assert.Equal(0, _world.Media.OpenPorts);
    }

    [Fact]
    public void Hold_by_an_address_of_zeros_is_hold()
    {
        TakeCall();

        Send("INVITE", 2, body: Sdp.Replace("c=IN IP4 127.0.0.1", "c=IN IP4 0.0.0.0", StringComparison.Ordinal), toTag: Tag());

        Assert.True(_phone.Call.HeldByPeer);
    }

    [Fact]
    public void A_change_that_can_not_be_answered_leaves_the_call_and_allows_the_next()
    {
        TakeCall();

        Send("INVITE", 2, body: Sdp.Replace("AVP 0", "AVP 18", StringComparison.Ordinal), toTag: Tag());
        Assert.StartsWith("SIP/2.0 488", Last("SIP/2.0"), StringComparison.Ordinal);
        Send("ACK", 2, toTag: Tag());
        Send("INVITE", 3, body: Sdp.Replace("o=- 1 1", "o=- 1 2", StringComparison.Ordinal) + "a=sendonly\r\n", toTag: Tag());

        Assert.StartsWith("SIP/2.0 200", Last("SIP/2.0"), StringComparison.Ordinal);
        Assert.True(_phone.Call.HeldByPeer);
    }

    [Fact]
    public void A_second_change_before_the_ACK_of_the_first_is_too_early()
    {
        TakeCall();
        Send("INVITE", 2, body: Sdp, toTag: Tag());

        Send("INVITE", 3, body: Sdp, toTag: Tag());

        Assert.Contains("Retry-After: ", Last("SIP/2.0 500"), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_older_than_what_was_heard_is_500()
    {
        TakeCall();
        Send("INFO", 5, toTag: Tag());

        Send("INFO", 4, toTag: Tag());

        Assert.StartsWith("SIP/2.0 500", Last("SIP/2.0"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_BYE_says_why()
    {
        TakeCall();

        Send("BYE", 2, "Reason: Q.850;cause=16\r\n", toTag: Tag());

        Assert.Equal((CallEndReason.HungUpThere, "Q.850;cause=16"), (_phone.Call.End!.Why, _phone.Call.End.Reason));
        Assert.Equal(0, _world.Media.OpenPorts);
    }

    public void Dispose()
    {
        _world.Dispose();
        _server.Dispose();
    }

    private void TakeCall()
    {
        Send("INVITE", 1, body: Sdp);
        _phone.Call.Answer();
        _network.Deliver();
        Send("ACK", 1, toTag: Tag());
        Assert.True(_phone.Call.IsSettled);
    }

    private string Tag() => TagOf(Last("SIP/2.0 200"));

    private void Send(string method, int cseq, string headers = "", string body = "", string toTag = "")
    {
        var branch = $"z9hG4bK{cseq}{(method is "CANCEL" ? "INVITE" : method)}";
        var message = $"{method} sip:alice@127.0.0.1:6001 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:5060;branch={branch}\r\n"
            + "Max-Forwards: 70\r\nFrom: <sip:bob@perch.test>;tag=b1\r\n"
            + $"To: <sip:alice@perch.test>{(toTag.Length > 0 ? ";tag=" + toTag : "")}\r\n"
            + $"Call-ID: morning\r\nCSeq: {cseq} {method}\r\nContact: <sip:bob@127.0.0.1:5060>\r\n{headers}"
            + (body.Length > 0 ? "Content-Type: application/sdp\r\n" : "") + $"Content-Length: {body.Length}\r\n\r\n{body}";
        _channel.Send(Encoding.UTF8.GetBytes(message), SipAddress.From(IPEndPoint.Parse("127.0.0.1:6001")), default);
        _network.Deliver();
    }

    /// <summary>The latest message that begins so.</summary>
    private string Last(string startLine) =>
        _network.Sent.Last(sent => sent.StartLine.StartsWith(startLine, StringComparison.Ordinal)).Text;

    private static string TagOf(string response)
    {
        var to = response.Split("\r\n").First(line => line.StartsWith("To:", StringComparison.Ordinal));

        return to[(to.IndexOf(";tag=", StringComparison.Ordinal) + 5)..];
    }
}
