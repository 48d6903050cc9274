using System.Net;
using System.Text;
using Xunit;

namespace Perch.Sip.Tests.Rfc3581;

public sealed class Section4_ReceivedAndRport
{
    private static readonly SipAddress Nat = SipAddress.From(IPEndPoint.Parse("203.0.113.9:40000"));
    private static readonly SipAddress Desk = SipAddress.From(IPEndPoint.Parse("192.0.2.7:5060"));

    [Fact]
    public void With_rport_the_source_is_told_whole() =>
        Assert.Equal(
            "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776;received=203.0.113.9;rport=40000", ViaOfAnswer(Wire.Register, Nat));

    [Fact]
    public void Without_rport_only_a_different_address_is_told()
    {
        var plain = Wire.With(";rport", "");

        Assert.Equal("SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776;received=203.0.113.9", ViaOfAnswer(plain, Nat));
        Assert.Equal("SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776", ViaOfAnswer(plain, Desk));
    }

    [Fact]
    public void What_the_client_claims_to_be_is_replaced()
    {
        var forged = Wire.With(";rport", ";rport=1;received=198.51.100.1;x=y");

        Assert.Equal(
            "SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776;x=y;received=203.0.113.9;rport=40000", ViaOfAnswer(forged, Nat));
    }

    [Fact]
    public void An_answer_echoes_what_RFC_3261_8_2_6_2_asks_for_and_adds_the_To_tag()
    {
        var answer = Wire.Parse(Answer(Wire.WithHeader("Via: SIP/2.0/TCP proxy.perch.test;branch=z9hG4bK1"), Nat));

        Assert.Equal((200, "b1", "a1"), (answer.StatusCode, answer.ToTag.Ascii(), answer.FromTag.Ascii()));
        Assert.Equal(("window-desk@192.0.2.7", 1u), (answer.CallId.Ascii(), answer.CSeqNumber));
        Assert.Equal(2, answer.CountRows(HeaderId.Via));
    }

    private static string ViaOfAnswer(string request, SipAddress source) =>
        Wire.Parse(Answer(request, source))[HeaderId.Via].Ascii();

    private static string Answer(string request, SipAddress source)
    {
        var writer = new SipWriter();
        SipResponses.Start(writer, Wire.Parse(request), source, 200, default, "b1"u8);
        writer.NoBody();

        return Encoding.ASCII.GetString(writer.Written);
    }
}
