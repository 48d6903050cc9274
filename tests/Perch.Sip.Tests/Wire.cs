using System.Text;

namespace Perch.Sip.Tests;

/// <summary>A REGISTER as the window desk's telephone sends it, and ways to spoil it.</summary>
internal static class Wire
{
    public const string Register =
        "REGISTER sip:perch.test SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK776;rport\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: \"Alice\" <sip:alice@perch.test>;tag=a1\r\n"
        + "To: <sip:alice@perch.test>\r\n"
        + "Call-ID: window-desk@192.0.2.7\r\n"
        + "CSeq: 1 REGISTER\r\n"
        + "Contact: <sip:alice@192.0.2.7:5060>\r\n"
        + "Content-Length: 0\r\n\r\n";

    public const string Invite =
        "INVITE sip:bob@perch.test SIP/2.0\r\n"
        + "Via: SIP/2.0/UDP 192.0.2.7:5060;branch=z9hG4bK777\r\n"
        + "Route: <sip:edge1.perch.test;lr>\r\nRoute: <sip:edge2.perch.test;lr>\r\n"
        + "Max-Forwards: 70\r\n"
        + "From: \"Alice\" <sip:alice@perch.test>;tag=a1\r\n"
        + "To: <sip:bob@perch.test>\r\n"
        + "Call-ID: window-desk-2\r\n"
        + "CSeq: 7 INVITE\r\n"
        + "Content-Length: 4\r\n\r\nv=0\n";

    public static string With(string right, string wrong) => Register.Replace(right, wrong, StringComparison.Ordinal);

    public static string WithHeader(string row) => With("Content-Length", row + "\r\nContent-Length");

    /// <summary>A message of exactly so many bytes, of which so many are its body.</summary>
    public static string OfBytes(int all, int body)
    {
        const int Row = 4 * 1024;
        var text = new StringBuilder(Register.Replace("Length: 0\r\n\r\n", $"Length: {body}\r\n", StringComparison.Ordinal));

        for (var left = all - body - 2 - text.Length; left > 0; left = all - body - 2 - text.Length)
        {
            var row = left < 2 * Row ? left : Row;
            text.Append("Subject: ").Append('x', row - "Subject: \r\n".Length).Append("\r\n");
        }

        return text.Append("\r\n").Append('x', body).ToString();
    }

    public static SipMessage Parse(string text)
    {
        var rejection = TryParse(text, out var message);

        return rejection == SipRejection.None
            ? message
            : throw new InvalidOperationException($"{rejection} for {text}");
    }

    public static SipRejection TryParse(string text, out SipMessage message)
    {
        // Not at the buffer's beginning, so that a wrong offset shows.
        var bytes = Encoding.UTF8.GetBytes("...." + text);
        message = new();

        return message.Parse(bytes, 4, bytes.Length - 4);
    }

    public static string Ascii(this ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
