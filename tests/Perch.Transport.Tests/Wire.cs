namespace Perch.Transport.Tests;

/// <summary>Messages as Alice's telephone sends them.</summary>
internal static class Wire
{
    public static string Register(int cseq = 1) => Request("REGISTER", cseq, branch: $"z9hG4bKreg{cseq}");

    public static string Request(
        string method, int cseq = 1, string branch = "z9hG4bK776", string toTag = "", string extra = "") =>
        $"{method} sip:bob@perch.test SIP/2.0\r\n"
        + $"Via: SIP/2.0/UDP 192.0.2.7:5060;branch={branch};rport\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: \"Alice\" <sip:alice@perch.test>;tag=a1\r\n"
        + $"To: <sip:bob@perch.test>{(toTag.Length == 0 ? "" : ";tag=" + toTag)}\r\n"
        + "Call-ID: window-desk-1\r\n"
        + $"CSeq: {cseq} {method}\r\n"
        + extra
        + "Content-Length: 0\r\n\r\n";

    /// <summary>A request of exactly so many bytes, most of them in headers.</summary>
    public static string OfBytes(string method, int bytes)
    {
        const int Row = 4 * 1024;
        var rows = "";

        for (var left = bytes - Request(method).Length; left > 0;)
        {
            var row = left < 2 * Row ? left : Row;
            rows += $"Subject: {new string('x', row - "Subject: \r\n".Length)}\r\n";
            left -= row;
        }

        return Request(method, extra: rows);
    }

    public static string Response(string status, string branch, string method, int cseq = 1, string toTag = "b1") =>
        $"SIP/2.0 {status}\r\n"
        + $"Via: SIP/2.0/UDP 192.0.2.1:5060;branch={branch}\r\n"
        + "From: <sip:perch@perch.test>;tag=p1\r\n"
        + $"To: <sip:bob@perch.test>;tag={toTag}\r\n"
        + "Call-ID: window-desk-1\r\n"
        + $"CSeq: {cseq} {method}\r\n"
        + "Content-Length: 0\r\n\r\n";
}
