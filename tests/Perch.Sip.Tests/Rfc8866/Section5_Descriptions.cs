using System.Net;
using CsCheck;
using Xunit;

namespace Perch.Sip.Tests.Rfc8866;

public sealed class Section5_Descriptions
{
    [Fact]
    public void Payload_types_get_their_names_from_rtpmap_or_from_RFC_3551()
    {
        var audio = Assert.Single(Descriptions.Parse(Descriptions.With("9 0 8 96", "9 0 8 18 96 97")).Media);

        Assert.Equal(
            [
                new(9, "G722", 8000), new(0, "PCMU", 8000), new(8, "PCMA", 8000), new(18, "", 0),
                new(96, "telephone-event", 8000), new(97, "", 0),
            ],
            audio.Formats);
    }

    [Fact]
    public void A_streams_own_connection_wins_over_the_sessions()
    {
        var audio = Descriptions.Parse(Descriptions.With("a=ptime", "c=IN IP4 192.0.2.99\r\na=ptime")).Media[0];

        Assert.Equal(IPAddress.Parse("192.0.2.99"), audio.Address);
    }

    [Theory]
    [InlineData("192.0.2.7", "phone.example.com")]
    [InlineData("192.0.2.7", "224.2.1.1/127")]
    [InlineData("192.0.2.7", "255.255.255.255")]
    public void Names_and_addresses_of_many_are_no_address(string right, string wrong) =>
        Assert.Null(Descriptions.Parse(Descriptions.With("c=IN IP4 " + right, "c=IN IP4 " + wrong)).Media[0].Address);

    [Fact]
    public void Lone_line_feeds_blank_lines_and_a_missing_end_are_forgiven()
    {
        var text = Descriptions.Offer.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n') + "\n\n";

        Assert.Equal(SdpDirection.SendRecv, Assert.Single(Descriptions.Parse(text).Media).Direction);
    }

    [Theory]
    [InlineData("", "v=0\r\no=- 4711 1 IN IP4 192.0.2.7\r\n", SdpFault.NotSdp)]
    [InlineData("v=0", "v=1", SdpFault.NotSdp)]
    [InlineData("v=0\r\n", "", SdpFault.NotSdp)]
    [InlineData("o=- 4711 1 IN IP4 192.0.2.7\r\n", "", SdpFault.Malformed)]
    [InlineData("o=- 4711 1 IN", "o=-", SdpFault.Malformed)]
    [InlineData("s=window desk", "window desk", SdpFault.Malformed)]
    [InlineData("49170", "70000", SdpFault.Malformed)]
    [InlineData("49170", "-1", SdpFault.Malformed)]
    [InlineData("RTP/AVP 9 0 8 96", "", SdpFault.Malformed)]
    [InlineData("c=IN IP4 192.0.2.7", "c=IN IP9 192.0.2.7", SdpFault.Malformed)]
    [InlineData("c=IN IP4 192.0.2.7", "c=IN", SdpFault.Malformed)]
    public void What_is_wrong_is_named_and_answered_400(string right, string wrong, SdpFault expected)
    {
        var text = right.Length == 0 ? "" : Descriptions.With(right, wrong);

        Assert.Equal(expected, SessionDescription.TryParse(Descriptions.Bytes(text), out _));
        Assert.Equal(400, expected.Status());
    }

    [Theory]
    [InlineData(SdpLimits.MaxMedia, SdpFault.None)]
    [InlineData(SdpLimits.MaxMedia + 1, SdpFault.TooLong)]
    public void Streams_are_counted(int count, SdpFault expected) =>
        Assert.Equal(expected, WithMore(string.Concat(Enumerable.Repeat("m=audio 0 RTP/AVP 0\r\n", count - 1))));

    [Theory]
    [InlineData(SdpLimits.MaxLines - 10, SdpFault.None)]
    [InlineData(SdpLimits.MaxLines - 9, SdpFault.TooLong)]
    public void Lines_are_counted(int count, SdpFault expected) =>
        Assert.Equal(expected, WithMore(string.Concat(Enumerable.Repeat("a=x\r\n", count))));

    [Theory]
    [InlineData(SdpLimits.MaxFormats - 1, SdpFault.None)]
    [InlineData(SdpLimits.MaxFormats, SdpFault.TooLong)]
    public void Payload_type_names_are_counted(int count, SdpFault expected) =>
        Assert.Equal(
            expected, WithMore(string.Concat(Enumerable.Range(0, count).Select(type => $"a=rtpmap:{type} X/8000\r\n"))));

    [Fact]
    public void A_body_beyond_the_limit_is_too_long() =>
        Assert.Equal(SdpFault.TooLong, SessionDescription.TryParse(new byte[SipLimits.MaxBodyBytes + 1], out _));

    [Fact]
    public void Nothing_that_arrives_throws() =>
        Gen.Select(Gen.Int[0, Descriptions.Offer.Length - 1], Gen.Byte, Gen.Int[0, Descriptions.Offer.Length]).Sample(
            (at, octet, cut) =>
            {
                var bytes = Descriptions.Bytes(Descriptions.Offer);
                bytes[at] = octet;
                var session = Descriptions.Session();

                if (session.ReceiveOffer(bytes.AsSpan(0, cut)) == SdpFault.None)
                {
                    session.TryCreateAnswer(SdpCodecs.All, SdpDirection.SendRecv, out _);
                }
            });

    private static SdpFault WithMore(string lines) =>
        SessionDescription.TryParse(Descriptions.Bytes(Descriptions.Offer + lines), out _);
}
