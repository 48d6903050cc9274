namespace Perch.Sip.Tests;

/// <summary>Requests of Alice's telephone to 100, and responses to them.</summary>
internal static class DialogWire
{
    public static SipMessage Request(string method, uint cseq = 1, string extra = "", string? toTag = null, string fromTag = "a1") =>
        Wire.Parse(
            $"{method} sip:100@pbx SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKx\r\n"
            + $"From: \"Alice\" <sip:alice@pbx>;tag={fromTag}\r\nTo: <sip:100@pbx>{(toTag is null ? "" : $";tag={toTag}")}\r\n"
            + $"Call-ID: c1\r\nCSeq: {cseq} {method}\r\n{extra}Content-Length: 0\r\n\r\n");

    public static SipMessage Response(string status, string extra = "", string method = "INVITE") =>
        Wire.Parse(
            $"SIP/2.0 {status}\r\nVia: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bKx\r\n"
            + "From: <sip:alice@pbx>;tag=a1\r\nTo: <sip:100@pbx>;tag=b1\r\n"
            + $"Call-ID: c1\r\nCSeq: 1 {method}\r\n{extra}Content-Length: 0\r\n\r\n");
}
