using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Perch.Media;

/// <summary>An address and port as a value: compared and sent to without allocating.</summary>
internal readonly record struct PeerAddress(ulong High, ulong Low, ushort Port, bool IsV6, uint Scope)
{
    /// <summary>For a socket of <paramref name="family"/>; null when that family cannot reach it.</summary>
    public static PeerAddress? From(IPEndPoint? endPoint, AddressFamily family)
    {
        if (endPoint is null || endPoint.Port == 0)
        {
            return null;
        }

        var address = endPoint.Address;
        // RFC 3264 §8.4: the older hold is c=0.0.0.0: send nothing.
        var isNowhere = address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
        address = family == AddressFamily.InterNetworkV6 ? address.MapToIPv6() : address;
        address = family == AddressFamily.InterNetwork && address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

        return isNowhere || address.AddressFamily != family ? null : From(address, (ushort)endPoint.Port);
    }

    public static PeerAddress From(IPAddress address, ushort port)
    {
        Span<byte> octets = stackalloc byte[16];
        address.TryWriteBytes(octets, out var length);

        return length == 4
            ? new PeerAddress(0, BinaryPrimitives.ReadUInt32BigEndian(octets), port, false, 0)
            : new PeerAddress(
                BinaryPrimitives.ReadUInt64BigEndian(octets),
                BinaryPrimitives.ReadUInt64BigEndian(octets[8..]),
                port,
                true,
                (uint)address.ScopeId);
    }

    public PeerAddress WithPort(int port) => this with { Port = (ushort)port };

    public bool IsSameHost(in PeerAddress other) => High == other.High && Low == other.Low && IsV6 == other.IsV6;

    public IPEndPoint ToEndPoint()
    {
        Span<byte> octets = stackalloc byte[16];

        if (!IsV6)
        {
            BinaryPrimitives.WriteUInt32BigEndian(octets, (uint)Low);

            return new IPEndPoint(new IPAddress(octets[..4]), Port);
        }

        BinaryPrimitives.WriteUInt64BigEndian(octets, High);
        BinaryPrimitives.WriteUInt64BigEndian(octets[8..], Low);

        return new IPEndPoint(new IPAddress(octets, Scope), Port);
    }
}
