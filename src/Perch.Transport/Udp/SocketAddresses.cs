using System.Buffers.Binary;
using Perch.Sip;

namespace Perch.Transport;

/// <summary><c>sockaddr_in</c> and <c>sockaddr_in6</c> as bytes.</summary>
internal static class SocketAddresses
{
    public const int MaxLength = 28;

    /// <summary>Reads what the kernel wrote; mapped IPv4 becomes IPv4.</summary>
    public static SipAddress Read(ReadOnlySpan<byte> bytes, bool ipv6)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);

        return ipv6
            ? new(bytes.Slice(8, 16), port, BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]))
            : new(bytes.Slice(4, 4), port);
    }
}
