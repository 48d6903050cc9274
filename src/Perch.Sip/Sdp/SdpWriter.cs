using System.Net;

namespace Perch.Sip;

/// <summary>One stream of a description of ours.</summary>
/// <param name="Kind">As in the peer's m= line, or <c>audio</c>.</param>
/// <param name="Protocol">As in the peer's m= line, or <c>RTP/AVP</c>.</param>
/// <param name="FormatList">What a refused stream's line repeats; not used for the audio.</param>
internal sealed record SdpLine(string Kind, string Protocol, string FormatList);

/// <summary>Our audio stream as it is written.</summary>
internal sealed record SdpAudio(IReadOnlyList<SdpFormat> Formats, SdpDirection Direction, int PacketTimeMs);

/// <summary>Writes descriptions of ours: one audio stream, every other line refused with port 0.</summary>
internal static class SdpWriter
{
    /// <param name="audioAt">Which of <paramref name="lines"/> is the audio; -1 for none.</param>
    public static byte[] Write(
        SdpLocal local, long version, IReadOnlyList<SdpLine> lines, int audioAt, SdpAudio audio)
    {
        var writer = new SipWriter(512);
        WriteSession(writer, local, version);

        for (var index = 0; index < lines.Count; index++)
        {
            if (index == audioAt)
            {
                WriteAudio(writer, lines[index], local, audio);
            }
            else
            {
                WriteRefused(writer, lines[index]);
            }
        }

        return writer.ToArray();
    }

    private static void WriteSession(SipWriter writer, SdpLocal local, long version)
    {
        writer.Raw("v=0\r\no=- "u8);
        writer.Number(local.SessionId);
        writer.Raw(" "u8);
        writer.Number(version);
        WriteAddress(writer, " "u8, local.Rtp);
        writer.Raw("s=-\r\n"u8);
        WriteAddress(writer, "c="u8, local.Rtp);
        writer.Raw("t=0 0\r\n"u8);
    }

    private static void WriteAddress(SipWriter writer, ReadOnlySpan<byte> before, IPEndPoint address)
    {
        var plain = SipAddress.From(address);
        writer.Raw(before);
        writer.Raw(plain.IsIpv6 ? "IN IP6 "u8 : "IN IP4 "u8);
        writer.Address(plain, withPort: false);
        writer.Raw("\r\n"u8);
    }

    private static void WriteAudio(SipWriter writer, SdpLine line, SdpLocal local, SdpAudio audio)
    {
        writer.Raw("m=audio "u8);
        writer.Number(local.Rtp.Port);
        writer.Raw(" "u8);
        writer.Text(line.Protocol);

        foreach (var format in audio.Formats)
        {
            writer.Raw(" "u8);
            writer.Number(format.PayloadType);
        }

        writer.Raw("\r\n"u8);

        foreach (var format in audio.Formats)
        {
            WriteFormat(writer, format);
        }

        writer.Raw("a=ptime:"u8);
        writer.Number(audio.PacketTimeMs);
        writer.Raw("\r\na="u8);
        writer.Raw(audio.Direction.Name());
        writer.Raw("\r\n"u8);
    }

    private static void WriteFormat(SipWriter writer, SdpFormat format)
    {
        writer.Raw("a=rtpmap:"u8);
        writer.Number(format.PayloadType);
        writer.Raw(" "u8);
        writer.Text(format.Name);
        writer.Raw("/"u8);
        writer.Number(format.ClockRate);
        writer.Raw("\r\n"u8);

        if (format.Is(SdpCodecs.TelephoneEvent))
        {
            // RFC 4733 §2.4.1: the keys, and nothing else.
            writer.Raw("a=fmtp:"u8);
            writer.Number(format.PayloadType);
            writer.Raw(" 0-15\r\n"u8);
        }
    }

    // RFC 3264 §6: a refused stream keeps its place, with port 0 and at least one format.
    private static void WriteRefused(SipWriter writer, SdpLine line)
    {
        writer.Raw("m="u8);
        writer.Text(line.Kind);
        writer.Raw(" 0 "u8);
        writer.Text(line.Protocol);
        writer.Raw(" "u8);
        writer.Text(line.FormatList);
        writer.Raw("\r\n"u8);
    }
}
