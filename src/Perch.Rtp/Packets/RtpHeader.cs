using System.Buffers.Binary;

namespace Perch.Rtp;

/// <summary>The fixed header of RFC 3550 §5.1.</summary>
public readonly record struct RtpHeader(
    byte PayloadType, bool Marker, ushort SequenceNumber, uint Timestamp, uint Ssrc)
{
    /// <summary>Octets of the fixed header.</summary>
    public const int Length = 12;

    /// <summary>Writes the header without contributing sources, extension or padding: <see cref="Length"/> octets.</summary>
    public void Write(Span<byte> destination)
    {
        destination[0] = 0x80;
        destination[1] = (byte)((Marker ? 0x80 : 0) | (PayloadType & 0x7F));
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], SequenceNumber);
        BinaryPrimitives.WriteUInt32BigEndian(destination[4..], Timestamp);
        BinaryPrimitives.WriteUInt32BigEndian(destination[8..], Ssrc);
    }

    internal static RtpHeader Read(ReadOnlySpan<byte> source) => new(
        (byte)(source[1] & 0x7F),
        (source[1] & 0x80) != 0,
        BinaryPrimitives.ReadUInt16BigEndian(source[2..]),
        BinaryPrimitives.ReadUInt32BigEndian(source[4..]),
        BinaryPrimitives.ReadUInt32BigEndian(source[8..]));
}
