using System.Text;

namespace Perch.Calls.Sip.Tests.Office;

/// <summary>Session descriptions as phones write them.</summary>
internal static class Descriptions
{
    public static string Of(string direction = "sendrecv", string codecs = "0 8 101", int port = 4000) =>
        "v=0\r\no=phone 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
        + $"m=audio {port} RTP/AVP {codecs}\r\na=rtpmap:101 telephone-event/8000\r\na={direction}\r\n";

    /// <summary>An answer that agrees with whatever was offered, its direction mirrored.</summary>
    public static string AnswerTo(ReadOnlySpan<byte> offer, bool holds = false)
    {
        var text = Encoding.UTF8.GetString(offer);
        var direction = (DirectionOf(text), holds) switch
        {
            ("sendonly", false) => "recvonly",
            ("sendonly", true) or ("inactive", _) => "inactive",
            ("recvonly", _) or ("sendrecv", true) => "sendonly",
            _ => "sendrecv",
        };

        return Of(direction, FirstCodecOf(text) + " 101");
    }

    public static string DirectionOf(string sdp) =>
        new[] { "sendonly", "recvonly", "inactive" }.FirstOrDefault(name => sdp.Contains($"a={name}", StringComparison.Ordinal))
        ?? "sendrecv";

    private static string FirstCodecOf(string sdp) =>
        sdp.Split("RTP/AVP ", 2)[1].Split([' ', '\r'], 2)[0];
}
