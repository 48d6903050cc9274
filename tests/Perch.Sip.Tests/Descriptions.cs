using System.Net;
using System.Text;

namespace Perch.Sip.Tests;

/// <summary>Session descriptions as the window desk's telephone writes them, and ours in words.</summary>
internal static class Descriptions
{
    public const string Offer =
        "v=0\r\n"
        + "o=- 4711 1 IN IP4 192.0.2.7\r\n"
        + "s=window desk\r\n"
        + "c=IN IP4 192.0.2.7\r\n"
        + "t=0 0\r\n"
        + "m=audio 49170 RTP/AVP 9 0 8 96\r\n"
        + "a=rtpmap:96 telephone-event/8000\r\n"
        + "a=fmtp:96 0-15\r\n"
        + "a=ptime:20\r\n"
        + "a=sendrecv\r\n";

    public static SdpSession Session(string address = "198.51.100.1:20000") =>
        new(new(IPEndPoint.Parse(address), 12345));

    public static string With(string right, string wrong) => Offer.Replace(right, wrong, StringComparison.Ordinal);

    public static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(this byte[] bytes) => Encoding.UTF8.GetString(bytes);

    public static SdpFault Receive(this SdpSession session, string offer) => session.ReceiveOffer(Bytes(offer));

    public static string Answer(this SdpSession session, params SdpCodec[] preferred) =>
        session.TryCreateAnswer(preferred, SdpDirection.SendRecv, out var answer) is var fault && fault != SdpFault.None
            ? throw new InvalidOperationException($"{fault}")
            : answer.Text();

    /// <summary>An offer, answered with whatever of ours it has.</summary>
    public static string Answer(this SdpSession session, string offer, SdpDirection wish = SdpDirection.SendRecv)
    {
        var fault = session.Receive(offer);
        byte[] answer = [];
        fault = fault == SdpFault.None ? session.TryCreateAnswer(SdpCodecs.All, wish, out answer) : fault;

        return fault == SdpFault.None ? answer.Text() : throw new InvalidOperationException($"{fault}");
    }

    public static string[] Lines(this string description, string type) =>
        [.. description.Split("\r\n").Where(line => line.StartsWith(type, StringComparison.Ordinal))];

    public static SessionDescription Parse(string text) =>
        SessionDescription.TryParse(Bytes(text), out var description) is var fault && fault != SdpFault.None
            ? throw new InvalidOperationException($"{fault}")
            : description;
}
