using System.Net;
using Xunit;

namespace Perch.Sip.Tests.Rfc3264;

public sealed class Section6_Answers
{
    private readonly SdpSession _session = Descriptions.Session();

    [Fact]
    public void An_answer_has_one_codec_and_telephone_event_with_the_offers_numbers()
    {
        var answer = _session.Answer(Descriptions.Offer);

        Assert.Equal(["m=audio 20000 RTP/AVP 9 96"], answer.Lines("m="));
        Assert.Equal(["a=rtpmap:9 G722/8000", "a=rtpmap:96 telephone-event/8000"], answer.Lines("a=rtpmap"));
        Assert.Equal(["c=IN IP4 198.51.100.1"], answer.Lines("c="));
    }

    [Fact]
    public void What_was_agreed_is_what_media_needs()
    {
        _session.Answer(Descriptions.Offer);

        var agreed = _session.Agreed!;
        Assert.Equal(SdpCodec.G722, agreed.Codec);
        Assert.Equal(9, agreed.PayloadType);
        Assert.Equal(96, agreed.TelephoneEventPayloadType);
        Assert.Equal(20, agreed.PacketTimeMs);
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:49170"), agreed.RemoteRtp);
        Assert.Null(agreed.RemoteRtcp);
        Assert.Equal(SdpDirection.SendRecv, agreed.Direction);
    }

    [Fact]
    public void We_choose_among_what_was_offered()
    {
        _session.Receive(Descriptions.Offer);

        Assert.Equal([SdpCodec.G722, SdpCodec.Pcmu, SdpCodec.Pcma], _session.RemoteCodecs);
        Assert.Equal(["m=audio 20000 RTP/AVP 8 96"], _session.Answer(SdpCodec.Pcma).Lines("m="));
    }

    [Fact]
    public void Every_stream_of_the_offer_has_its_line_and_those_we_do_not_take_have_port_0()
    {
        var offer = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n"
            + "m=video 5000 RTP/AVP 31\r\nm=audio 5002 RTP/SAVP 0\r\nm=image 5004 udptl t38\r\n"
            + "m=audio 5006 RTP/AVP 8\r\nm=audio 5008 RTP/AVP 0\r\n";

        var answer = _session.Answer(offer);

        Assert.Equal(
            [
                "m=video 0 RTP/AVP 31", "m=audio 0 RTP/SAVP 0", "m=image 0 udptl t38", "m=audio 20000 RTP/AVP 8",
                "m=audio 0 RTP/AVP 0",
            ],
            answer.Lines("m="));
        Assert.Equal(5006, _session.Agreed!.RemoteRtp!.Port);
    }

    [Theory]
    [InlineData("sendrecv", SdpDirection.SendRecv, "sendrecv")]
    [InlineData("sendonly", SdpDirection.SendRecv, "recvonly")]
    [InlineData("recvonly", SdpDirection.SendRecv, "sendonly")]
    [InlineData("inactive", SdpDirection.SendRecv, "inactive")]
    [InlineData("sendrecv", SdpDirection.SendOnly, "sendonly")]
    [InlineData("sendonly", SdpDirection.SendOnly, "inactive")]
    [InlineData("recvonly", SdpDirection.SendOnly, "sendonly")]
    [InlineData("sendrecv", SdpDirection.Inactive, "inactive")]
    public void Directions_come_in_pairs(string offered, SdpDirection wish, string answered)
    {
        var answer = _session.Answer(Descriptions.With("a=sendrecv", $"a={offered}"), wish);

        Assert.Contains($"a={answered}\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void A_direction_for_the_session_holds_for_streams_that_say_nothing()
    {
        var offer = Descriptions.With("a=sendrecv\r\n", "").Replace("t=0 0", "t=0 0\r\na=sendonly", StringComparison.Ordinal);

        Assert.Contains("a=recvonly\r\n", _session.Answer(offer), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("m=audio 49170 RTP/AVP 18\r\n", SdpFault.NoCommonCodec)]
    [InlineData("m=audio 49170 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n", SdpFault.NoCommonCodec)]
    [InlineData("m=audio 49170 RTP/AVP 0\r\na=rtpmap:0 GSM/8000\r\n", SdpFault.NoCommonCodec)]
    [InlineData("m=audio 49170 RTP/SAVP 0\r\n", SdpFault.NoAudio)]
    [InlineData("m=audio 0 RTP/AVP 0\r\n", SdpFault.NoAudio)]
    [InlineData("m=video 49170 RTP/AVP 31\r\n", SdpFault.NoAudio)]
    [InlineData("", SdpFault.NoAudio)]
    public void What_cannot_be_answered_is_488(string media, SdpFault fault)
    {
        var offer = "v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\n" + media;

        Assert.Equal(fault, _session.Receive(offer));
        Assert.Equal(488, fault.Status());
        Assert.Equal(SdpPending.Nothing, _session.Pending);
    }

    [Fact]
    public void A_codec_that_nobody_wants_withdraws_the_offer()
    {
        _session.Receive(Descriptions.With("9 0 8 96", "8 96"));

        Assert.Equal(SdpFault.NoCommonCodec, _session.TryCreateAnswer([SdpCodec.Pcmu], SdpDirection.SendRecv, out _));
        Assert.Equal(SdpPending.Nothing, _session.Pending);
    }

    [Theory]
    [InlineData("a=ptime:20", "a=ptime:30", 30)]
    [InlineData("a=ptime:20", "a=ptime:20\r\na=maxptime:10", 10)]
    [InlineData("a=ptime:20", "a=x", 20)]
    [InlineData("a=ptime:20", "a=ptime:1000", 60)]
    [InlineData("a=ptime:20", "a=ptime:25", 20)]
    [InlineData("a=ptime:20", "a=ptime:0", 20)]
    [InlineData("a=ptime:20", "a=ptime:20.5", 20)]
    [InlineData("a=ptime:20", "a=ptime:-4", 20)]
    public void Packets_are_as_long_as_the_peer_wants_within_reason(string right, string wrong, int expected)
    {
        _session.Answer(Descriptions.With(right, wrong));

        Assert.Equal(expected, _session.Agreed!.PacketTimeMs);
    }

    [Fact]
    public void A_phone_without_telephone_event_gets_an_answer_without_it()
    {
        var answer = _session.Answer(Descriptions.With("9 0 8 96", "0"));

        Assert.Equal(["m=audio 20000 RTP/AVP 0"], answer.Lines("m="));
        Assert.Null(_session.Agreed!.TelephoneEventPayloadType);
    }

    [Fact]
    public void RTCP_is_where_RFC_3605_says_and_multiplexing_is_not_taken_up()
    {
        var answer = _session.Answer(
            Descriptions.With("a=sendrecv", "a=rtcp:53020 IN IP4 192.0.2.9\r\na=rtcp-mux\r\na=sendrecv"));

        Assert.Equal(IPEndPoint.Parse("192.0.2.9:53020"), _session.Agreed!.RemoteRtcp);
        Assert.DoesNotContain("rtcp-mux", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void IPv6_is_spoken_too()
    {
        var session = Descriptions.Session("[2001:db8::1]:20000");

        var answer = session.Answer(Descriptions.With("c=IN IP4 192.0.2.7", "c=IN IP6 2001:db8::7"));

        Assert.Equal(["c=IN IP6 2001:db8::1"], answer.Lines("c="));
        Assert.Equal(IPEndPoint.Parse("[2001:db8::7]:49170"), session.Agreed!.RemoteRtp);
    }
}
