using System.Buffers.Binary;

namespace Perch.Rtp;

/// <summary>One RTP packet, read in place over the received bytes.</summary>
public readonly ref struct RtpPacket
{
    private const int Version = 2;

    private RtpPacket(ReadOnlySpan<byte> datagram, int payloadOffset, int payloadLength)
    {
        Header = RtpHeader.Read(datagram);
        PayloadOffset = payloadOffset;
        Payload = datagram.Slice(payloadOffset, payloadLength);
    }

    public RtpHeader Header { get; }

    /// <summary>Where the payload starts in the datagram: after contributing sources and the extension.</summary>
    public int PayloadOffset { get; }

    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>False when the bytes are not one whole RTP packet.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out RtpPacket packet)
    {
        packet = default;

        if (datagram.Length < RtpHeader.Length || datagram[0] >> 6 != Version)
        {
            return false;
        }

        // RFC 3550 §5.1: CC counts the contributing sources that follow the fixed header.
        var offset = RtpHeader.Length + ((datagram[0] & 0x0F) * sizeof(uint));

        if (!TrySkipExtension(datagram, ref offset) || !TryReadPadding(datagram, offset, out var padding))
        {
            return false;
        }

        packet = new RtpPacket(datagram, offset, datagram.Length - offset - padding);

        return true;
    }

    private static bool TrySkipExtension(ReadOnlySpan<byte> datagram, ref int offset)
    {
        if ((datagram[0] & 0x10) == 0)
        {
            return offset <= datagram.Length;
        }

        if (offset + sizeof(uint) > datagram.Length)
        {
            return false;
        }

        // RFC 3550 §5.3.1: the length counts 32-bit words and leaves out the extension's own header.
        var words = BinaryPrimitives.ReadUInt16BigEndian(datagram[(offset + 2)..]);
        offset += sizeof(uint) + (words * sizeof(uint));

        return offset <= datagram.Length;
    }

    private static bool TryReadPadding(ReadOnlySpan<byte> datagram, int offset, out int padding)
    {
        padding = 0;

        if ((datagram[0] & 0x20) == 0)
        {
            return true;
        }

        // RFC 3550 §5.1: the last octet counts the padding, itself included, so 0 is a lie.
        padding = datagram[^1];

        return padding > 0 && offset + padding <= datagram.Length;
    }
}
