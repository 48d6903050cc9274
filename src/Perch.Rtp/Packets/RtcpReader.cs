using System.Buffers.Binary;

namespace Perch.Rtp;

/// <summary>The packet types of RFC 3550 §12.1.</summary>
public enum RtcpPacketType : byte
{
    SenderReport = 200,
    ReceiverReport = 201,
    SourceDescription = 202,
    Bye = 203,
    Application = 204,
}

/// <summary>Walks a compound RTCP datagram packet by packet.</summary>
public ref struct RtcpReader
{
    private ReadOnlySpan<byte> _rest;

    private RtcpReader(ReadOnlySpan<byte> datagram) => _rest = datagram;

    /// <summary>False when the datagram fails the validity checks of RFC 3550 A.2.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> datagram, out RtcpReader reader)
    {
        reader = new RtcpReader(datagram);

        // RFC 3550 §6.1: a compound packet starts with a report.
        if (datagram.Length < 8 || datagram[1] is not (200 or 201))
        {
            return false;
        }

        var check = reader;

        while (check.TryReadNext(out _))
        {
        }

        return check._rest.IsEmpty;
    }

    /// <summary>The next packet of the compound; false at its end.</summary>
    public bool TryReadNext(out RtcpPacket packet)
    {
        packet = default;

        if (_rest.Length < 4 || _rest[0] >> 6 != 2)
        {
            return false;
        }

        var length = (BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]) + 1) * sizeof(uint);

        if (length > _rest.Length)
        {
            return false;
        }

        packet = new RtcpPacket((RtcpPacketType)_rest[1], _rest[0] & 0x1F, _rest[4..length]);
        _rest = _rest[length..];

        return true;
    }
}

/// <summary>One packet of a compound: its type, its item count and what follows the four-octet header.</summary>
public readonly ref struct RtcpPacket
{
    private const int SenderReportLength = 24;
    private const int ReportBlockLength = 24;

    internal RtcpPacket(RtcpPacketType type, int count, ReadOnlySpan<byte> body)
    {
        Type = type;
        Count = count;
        Body = body;
    }

    public RtcpPacketType Type { get; }

    public int Count { get; }

    public ReadOnlySpan<byte> Body { get; }

    /// <summary>The source that reports or leaves; false when the body is too short to hold one.</summary>
    public bool TryReadSsrc(out uint ssrc) => BinaryPrimitives.TryReadUInt32BigEndian(Body, out ssrc);

    public bool TryReadSenderReport(out RtcpSenderReport report)
    {
        report = default;

        if (Type != RtcpPacketType.SenderReport || Body.Length < SenderReportLength)
        {
            return false;
        }

        report = RtcpSenderReport.Read(Body);

        return true;
    }

    /// <summary>The reception report block at <paramref name="index"/>.</summary>
    public bool TryReadReportBlock(int index, out RtcpReportBlock block)
    {
        block = default;
        var first = Type switch
        {
            RtcpPacketType.SenderReport => SenderReportLength,
            RtcpPacketType.ReceiverReport => sizeof(uint),
            _ => Body.Length,
        };
        var offset = first + (index * ReportBlockLength);

        if (index < 0 || index >= Count || offset + ReportBlockLength > Body.Length)
        {
            return false;
        }

        block = RtcpReportBlock.Read(Body[offset..]);

        return true;
    }
}
