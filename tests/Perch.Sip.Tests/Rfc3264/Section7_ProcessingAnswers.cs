using System.Net;
using Xunit;

namespace Perch.Sip.Tests.Rfc3264;

public sealed class Section7_ProcessingAnswers
{
    private readonly SdpSession _session = Descriptions.Session();

    [Fact]
    public void An_offer_lists_our_codecs_best_first()
    {
        var offer = _session.CreateOffer(SdpCodecs.All).Text();

        Assert.Equal(
            "v=0\r\no=- 12345 1 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\n"
            + "m=audio 20000 RTP/AVP 9 0 8 101\r\na=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\n"
            + "a=rtpmap:8 PCMA/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n",
            offer);
    }

    [Fact]
    public void The_first_codec_of_the_answer_that_we_offered_is_taken()
    {
        _session.CreateOffer([SdpCodec.Pcma, SdpCodec.Pcmu]);

        Assert.Equal(SdpFault.None, _session.ReceiveAnswer(Descriptions.Bytes(Descriptions.Offer)));
        Assert.Equal(SdpCodec.Pcmu, _session.Agreed!.Codec);
        Assert.Equal(IPEndPoint.Parse("192.0.2.7:49170"), _session.Agreed.RemoteRtp);
    }

    [Fact]
    public void An_answer_narrows_the_direction_that_we_offered()
    {
        _session.CreateOffer(SdpCodecs.All);

        _session.ReceiveAnswer(Descriptions.Bytes(Descriptions.With("sendrecv", "recvonly")));

        Assert.Equal(SdpDirection.SendOnly, _session.Agreed!.Direction);
    }

    [Theory]
    [InlineData("m=audio 49170", "m=audio 0", SdpFault.Refused)]
    [InlineData("m=audio 49170", "m=video 49170", SdpFault.WrongAnswer)]
    [InlineData("9 0 8 96", "18", SdpFault.WrongAnswer)]
    [InlineData("9 0 8 96", "9", SdpFault.WrongAnswer)]
    [InlineData("RTP/AVP", "RTP/SAVP", SdpFault.WrongAnswer)]
    [InlineData("v=0", "v=1", SdpFault.NotSdp)]
    public void A_wrong_answer_is_named(string right, string wrong, SdpFault fault)
    {
        _session.CreateOffer([SdpCodec.Pcmu]);

        Assert.Equal(fault, _session.ReceiveAnswer(Descriptions.Bytes(Descriptions.With(right, wrong))));
        Assert.Equal(SdpPending.Nothing, _session.Pending);
        Assert.Null(_session.Agreed);
    }

    [Fact]
    public void An_answer_without_an_offer_is_out_of_turn() =>
        Assert.Equal(SdpFault.OutOfTurn, _session.ReceiveAnswer(Descriptions.Bytes(Descriptions.Offer)));

    [Fact]
    public void Each_early_dialog_has_an_answer_of_its_own()
    {
        _session.CreateOffer(SdpCodecs.All);
        var other = _session.Fork();

        _session.ReceiveAnswer(Descriptions.Bytes(Descriptions.Offer));
        other.ReceiveAnswer(Descriptions.Bytes(Descriptions.With("9 0 8", "8")));

        Assert.Equal(SdpCodec.G722, _session.Agreed!.Codec);
        Assert.Equal(SdpCodec.Pcma, other.Agreed!.Codec);
    }
}
