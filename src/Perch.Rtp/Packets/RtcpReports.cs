using System.Buffers.Binary;

namespace Perch.Rtp;

/// <summary>What a sender says of its stream (RFC 3550 §6.4.1).</summary>
/// <param name="NtpTime">Seconds since 1900 in the high 32 bits, fraction in the low ones.</param>
public readonly record struct RtcpSenderReport(
    uint Ssrc, ulong NtpTime, uint RtpTimestamp, uint PacketCount, uint OctetCount)
{
    internal static RtcpSenderReport Read(ReadOnlySpan<byte> body) => new(
        BinaryPrimitives.ReadUInt32BigEndian(body),
        BinaryPrimitives.ReadUInt64BigEndian(body[4..]),
        BinaryPrimitives.ReadUInt32BigEndian(body[12..]),
        BinaryPrimitives.ReadUInt32BigEndian(body[16..]),
        BinaryPrimitives.ReadUInt32BigEndian(body[20..]));

    internal void Write(Span<byte> body)
    {
        BinaryPrimitives.WriteUInt32BigEndian(body, Ssrc);
        BinaryPrimitives.WriteUInt64BigEndian(body[4..], NtpTime);
        BinaryPrimitives.WriteUInt32BigEndian(body[12..], RtpTimestamp);
        BinaryPrimitives.WriteUInt32BigEndian(body[16..], PacketCount);
        BinaryPrimitives.WriteUInt32BigEndian(body[20..], OctetCount);
    }
}

/// <summary>What a receiver says of one source (RFC 3550 §6.4.1).</summary>
/// <param name="FractionLost">Of 256, since the last report.</param>
/// <param name="Jitter">In RTP clock units.</param>
public readonly record struct RtcpReportBlock(
    uint Ssrc,
    byte FractionLost,
    int CumulativeLost,
    uint HighestSequence,
    uint Jitter,
    RtcpReportTimes Times)
{
    internal static RtcpReportBlock Read(ReadOnlySpan<byte> block) => new(
        BinaryPrimitives.ReadUInt32BigEndian(block),
        block[4],
        // The count is a signed 24-bit number: repeated packets make it negative.
        (BinaryPrimitives.ReadInt32BigEndian(block[4..]) << 8) >> 8,
        BinaryPrimitives.ReadUInt32BigEndian(block[8..]),
        BinaryPrimitives.ReadUInt32BigEndian(block[12..]),
        new RtcpReportTimes(
            BinaryPrimitives.ReadUInt32BigEndian(block[16..]), BinaryPrimitives.ReadUInt32BigEndian(block[20..])));

    internal void Write(Span<byte> block)
    {
        BinaryPrimitives.WriteUInt32BigEndian(block, Ssrc);
        BinaryPrimitives.WriteInt32BigEndian(block[4..], Math.Clamp(CumulativeLost, -0x800000, 0x7FFFFF));
        block[4] = FractionLost;
        BinaryPrimitives.WriteUInt32BigEndian(block[8..], HighestSequence);
        BinaryPrimitives.WriteUInt32BigEndian(block[12..], Jitter);
        BinaryPrimitives.WriteUInt32BigEndian(block[16..], Times.LastReport);
        BinaryPrimitives.WriteUInt32BigEndian(block[20..], Times.DelaySinceLastReport);
    }
}

/// <summary>Which sender report was heard last, and how long ago, in 1/65536 s; zeros for none.</summary>
public readonly record struct RtcpReportTimes(uint LastReport, uint DelaySinceLastReport);
