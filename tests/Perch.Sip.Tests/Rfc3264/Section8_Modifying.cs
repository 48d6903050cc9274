using Xunit;

namespace Perch.Sip.Tests.Rfc3264;

public sealed class Section8_Modifying
{
    private readonly SdpSession _session = Descriptions.Session();

    [Fact]
    public void The_version_rises_with_a_change_and_only_then()
    {
        var first = _session.Answer(Descriptions.Offer);
        var same = _session.Answer(Descriptions.Offer);
        var held = _session.Answer(Descriptions.With("sendrecv", "sendonly"));

        Assert.Equal(["o=- 12345 1 IN IP4 198.51.100.1"], first.Lines("o="));
        Assert.Equal(first, same);
        Assert.Equal(["o=- 12345 2 IN IP4 198.51.100.1"], held.Lines("o="));
    }

    [Theory]
    [InlineData("a=sendrecv", "a=sendonly", SdpDirection.RecvOnly)]
    [InlineData("a=sendrecv", "a=inactive", SdpDirection.Inactive)]
    [InlineData("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0", SdpDirection.RecvOnly)]
    public void Hold_is_understood_in_every_fashion(string right, string wrong, SdpDirection ours)
    {
        _session.Answer(Descriptions.Offer);

        _session.Answer(Descriptions.With(right, wrong));

        Assert.Equal(ours, _session.Agreed!.Direction);
        Assert.True(_session.Agreed.HeldByPeer);
    }

    [Fact]
    public void Nothing_is_sent_to_an_address_of_zeros()
    {
        _session.Answer(Descriptions.With("c=IN IP4 192.0.2.7", "c=IN IP4 0.0.0.0"));

        Assert.Null(_session.Agreed!.RemoteRtp);
    }

    [Fact]
    public void Our_hold_offers_sendonly_and_keeps_the_numbers()
    {
        _session.Answer(Descriptions.Offer);

        var hold = _session.CreateOffer(SdpCodecs.All, SdpDirection.SendOnly).Text();

        Assert.Equal(["m=audio 20000 RTP/AVP 9 0 8 96"], hold.Lines("m="));
        Assert.Contains("a=sendonly\r\n", hold, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_offer_of_ours_has_as_many_streams_as_there_were()
    {
        _session.Answer(Descriptions.With("m=audio", "m=video 5000 RTP/AVP 31\r\nm=audio"));

        var offer = _session.CreateOffer([SdpCodec.Pcmu]).Text();

        Assert.Equal(["m=video 0 RTP/AVP 31", "m=audio 20000 RTP/AVP 0 96"], offer.Lines("m="));
    }

    [Fact]
    public void While_we_hold_the_peer_can_not_resume_by_an_offer_of_its_own()
    {
        _session.Answer(Descriptions.Offer);

        var answer = _session.Answer(Descriptions.Offer, wish: SdpDirection.SendOnly);

        Assert.Contains("a=sendonly\r\n", answer, StringComparison.Ordinal);
    }

    [Fact]
    public void An_offer_that_came_to_nothing_changes_nothing()
    {
        _session.Answer(Descriptions.Offer);
        var before = _session.Agreed;

        _session.CreateOffer(SdpCodecs.All, SdpDirection.SendOnly);
        _session.Withdraw();
        Assert.Equal(SdpFault.NoAudio, _session.Receive(Descriptions.With("49170", "0")));

        Assert.Equal(before, _session.Agreed);
    }

    [Fact]
    public void Two_offers_at_once_are_out_of_turn()
    {
        _session.CreateOffer(SdpCodecs.All);

        Assert.Equal(SdpFault.OutOfTurn, _session.Receive(Descriptions.Offer));
        Assert.Equal(491, SdpFault.OutOfTurn.Status());
    }
}
