using System.Buffers.Binary;
using System.Text;

namespace Perch.Rtp;

/// <summary>Writes a compound RTCP datagram: a report first, then a source description, then perhaps a BYE.</summary>
public ref struct RtcpWriter(Span<byte> destination)
{
    private const int ReportBlockLength = 24;
    private const int MaxTextLength = 255;
    private readonly Span<byte> _destination = destination;

    /// <summary>Octets written so far.</summary>
    public int Length { get; private set; }

    public void WriteSenderReport(in RtcpSenderReport report, RtcpReportBlock? block)
    {
        var body = Begin(RtcpPacketType.SenderReport, block is null ? 0 : 1, 24 + Size(block));
        report.Write(body);
        block?.Write(body[24..]);
    }

    public void WriteReceiverReport(uint ssrc, RtcpReportBlock? block)
    {
        var body = Begin(RtcpPacketType.ReceiverReport, block is null ? 0 : 1, 4 + Size(block));
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        block?.Write(body[4..]);
    }

    /// <summary>RFC 3550 §6.5.1: the canonical name, which every compound packet must carry.</summary>
    public void WriteSourceDescription(uint ssrc, string canonicalName)
    {
        var length = Math.Min(Encoding.UTF8.GetByteCount(canonicalName), MaxTextLength);
        // The list of items ends with at least one null octet, up to the next 32-bit word.
        var body = Begin(RtcpPacketType.SourceDescription, 1, ((4 + 2 + length) / 4 * 4) + 4);
        body.Clear();
        BinaryPrimitives.WriteUInt32BigEndian(body, ssrc);
        body[4] = 1;
        body[5] = (byte)length;
        Encoding.UTF8.TryGetBytes(canonicalName, body.Slice(6, length), out _);
    }

    public void WriteBye(uint ssrc) =>
        BinaryPrimitives.WriteUInt32BigEndian(Begin(RtcpPacketType.Bye, 1, sizeof(uint)), ssrc);

    private static int Size(RtcpReportBlock? block) => block is null ? 0 : ReportBlockLength;

    private Span<byte> Begin(RtcpPacketType type, int count, int bodyLength)
    {
        var packet = _destination.Slice(Length, 4 + bodyLength);
        packet[0] = (byte)(0x80 | count);
        packet[1] = (byte)type;
        BinaryPrimitives.WriteUInt16BigEndian(packet[2..], (ushort)(bodyLength / sizeof(uint)));
        Length += packet.Length;

        return packet[4..];
    }
}
