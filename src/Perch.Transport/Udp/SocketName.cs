using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Perch.Sip;

namespace Perch.Transport;

/// <summary>Between <see cref="SipAddress"/> and the system's <c>sockaddr</c> and packet-info structures.</summary>
internal static class SocketName
{
    /// <summary>Bytes kept for one <c>sockaddr_in6</c>.</summary>
    public const int Size = 28;

    /// <summary>Bytes kept for one packet-info control message.</summary>
    public const int ControlSize = 64;

    private static readonly int HeaderSize = Marshal.SizeOf<Native.ControlHeader>();

    /// <summary>Reads a name the Linux kernel wrote.</summary>
    public static SipAddress Read(ReadOnlySpan<byte> name) =>
        Read(name, MemoryMarshal.Read<ushort>(name) == Native.FamilyIpv6);

    /// <summary>Reads a name whose family is known; the number of IPv6 differs between systems.</summary>
    public static SipAddress Read(ReadOnlySpan<byte> name, bool ipv6)
    {
        var port = BinaryPrimitives.ReadUInt16BigEndian(name[2..]);

        return !ipv6
            ? new(name.Slice(4, 4), port)
            : new(name.Slice(8, 16), port, MemoryMarshal.Read<uint>(name[24..]));
    }

    /// <summary>Writes a name for a socket of the given family; IPv4 goes through an IPv6 socket as a mapped address.</summary>
    public static int Write(Span<byte> name, SipAddress address, bool ipv6Socket)
    {
        name[..Size].Clear();
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], address.Port);

        if (!ipv6Socket)
        {
            MemoryMarshal.Write(name, Native.FamilyIpv4);
            address.WriteBytes(name[4..]);

            return 16;
        }

        MemoryMarshal.Write(name, Native.FamilyIpv6);
        WriteIpv6(name[8..], address);
        MemoryMarshal.Write(name[24..], address.Scope);

        return Size;
    }

    /// <summary>The address a datagram was sent to, with the given port; none when the system did not say.</summary>
    public static SipAddress ReadLocal(ReadOnlySpan<byte> control, int port)
    {
        if (control.Length < HeaderSize)
        {
            return default;
        }

        var header = MemoryMarshal.Read<Native.ControlHeader>(control);

        return (header.Level, header.Type) switch
        {
            // struct in_pktinfo: interface, local address, header destination.
            (Native.SolIp, Native.IpPktInfo) => new(control.Slice(HeaderSize + 8, 4), port),
            (Native.SolIpv6, Native.Ipv6PktInfo) => new(control.Slice(HeaderSize, 16), port),
            _ => default,
        };
    }

    /// <summary>
    /// Writes the control message that makes a datagram leave by the address its request arrived at, because a phone's
    /// firewall drops answers from another one. Returns its length, 0 for "as routing says".
    /// </summary>
    public static int WriteFrom(Span<byte> control, SipAddress from, bool ipv6Socket)
    {
        if (from.IsNone || (from.IsIpv6 && !ipv6Socket))
        {
            return 0;
        }

        control[..ControlSize].Clear();
        var length = HeaderSize + (ipv6Socket ? 20 : 12);
        MemoryMarshal.Write(control, new Native.ControlHeader
        {
            Length = (nuint)length,
            Level = ipv6Socket ? Native.SolIpv6 : Native.SolIp,
            Type = ipv6Socket ? Native.Ipv6PktInfo : Native.IpPktInfo,
        });

        if (ipv6Socket)
        {
            WriteIpv6(control[HeaderSize..], from);
        }
        else
        {
            from.WriteBytes(control[(HeaderSize + 4)..]);
        }

        // Control messages are aligned to the size of a pointer.
        return (length + 7) & ~7;
    }

    private static void WriteIpv6(Span<byte> bytes, SipAddress address)
    {
        if (address.IsIpv6)
        {
            address.WriteBytes(bytes);
            return;
        }

        bytes[..10].Clear();
        bytes[10] = bytes[11] = 0xFF;
        address.WriteBytes(bytes[12..]);
    }
}
