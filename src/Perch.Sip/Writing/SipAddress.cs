using System.Net;
using System.Runtime.InteropServices;

namespace Perch.Sip;

/// <summary>An IP address and port as a value, so that nothing is allocated for each datagram. IPv4-mapped IPv6 is IPv4.</summary>
public readonly record struct SipAddress
{
    private readonly ulong _high;
    private readonly ulong _low;

    /// <param name="bytes">4 or 16 bytes in network order.</param>
    /// <param name="port">0 to 65535.</param>
    /// <param name="scope">The IPv6 scope id, or 0.</param>
    public SipAddress(ReadOnlySpan<byte> bytes, int port, uint scope = 0)
    {
        Port = (ushort)port;
        IsIpv6 = bytes.Length == 16 && !IsMapped(bytes);
        Scope = IsIpv6 ? scope : 0;
        _high = IsIpv6 ? MemoryMarshal.Read<ulong>(bytes) : 0;
        _low = IsIpv6 ? MemoryMarshal.Read<ulong>(bytes[8..]) : MemoryMarshal.Read<uint>(bytes[^4..]);
    }

    public ushort Port { get; private init; }

    public bool IsIpv6 { get; }

    public uint Scope { get; }

    /// <summary>No address at all; the default value.</summary>
    public bool IsNone => _high == 0 && _low == 0 && Port == 0;

    public static SipAddress From(IPEndPoint endPoint)
    {
        Span<byte> bytes = stackalloc byte[16];
        endPoint.Address.TryWriteBytes(bytes, out var length);
        var scope = length == 16 && endPoint.Address.IsIPv6LinkLocal ? (uint)endPoint.Address.ScopeId : 0;

        return new(bytes[..length], endPoint.Port, scope);
    }

    /// <summary>Reads an IP literal; false for a host name. IPv4 is four plain decimal numbers and nothing looser.</summary>
    public static bool TryParse(ReadOnlySpan<byte> host, int port, out SipAddress address)
    {
        if (host.IndexOf((byte)':') < 0)
        {
            return TryParseIpv4(host, port, out address);
        }

        address = IPAddress.TryParse(host, out var parsed) ? From(new(parsed, port)) : default;

        return parsed is not null;
    }

    public SipAddress WithPort(int port) => this with { Port = (ushort)port };

    /// <summary>Whether both name one machine, whatever the port.</summary>
    public bool SameHost(SipAddress other) => _high == other._high && _low == other._low && IsIpv6 == other.IsIpv6;

    /// <summary>Writes 4 or 16 bytes in network order and returns how many.</summary>
    public int WriteBytes(Span<byte> bytes)
    {
        if (!IsIpv6)
        {
            MemoryMarshal.Write(bytes, (uint)_low);
            return 4;
        }

        MemoryMarshal.Write(bytes, _high);
        MemoryMarshal.Write(bytes[8..], _low);

        return 16;
    }

    public IPEndPoint ToEndPoint() => new(ToIPAddress(), Port);

    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        var length = WriteBytes(bytes);

        return IsIpv6 ? new(bytes[..length], Scope) : new(bytes[..length]);
    }

    /// <summary>Writes the address without the port, IPv6 in brackets where <paramref name="bracketed"/>. At most 48 bytes.</summary>
    public int WriteHost(Span<byte> text, bool bracketed)
    {
        if (!IsIpv6)
        {
            Span<byte> bytes = stackalloc byte[4];
            WriteBytes(bytes);
            return WriteIpv4(bytes, text);
        }

        var open = bracketed ? 1 : 0;
        text[0] = (byte)'[';
        Span<byte> plain = stackalloc byte[16];
        WriteBytes(plain);
        new IPAddress(plain).TryFormat(text[open..], out var written);

        if (bracketed)
        {
            text[written + 1] = (byte)']';
        }

        return written + (2 * open);
    }

    public override string ToString() => ToEndPoint().ToString();

    private static bool TryParseIpv4(ReadOnlySpan<byte> host, int port, out SipAddress address)
    {
        Span<byte> bytes = stackalloc byte[4];
        address = default;

        for (var index = 0; index < 4; index++)
        {
            var dot = index < 3 ? host.IndexOf((byte)'.') : host.Length;

            // A leading zero means octal to some.
            if (dot is < 1 or > 3 || (dot > 1 && host[0] == '0') || !Ascii.TryReadUInt(host[..dot], out var number) || number > 255)
            {
                return false;
            }

            bytes[index] = (byte)number;
            host = host[Math.Min(dot + 1, host.Length)..];
        }

        address = new(bytes, port);

        return true;
    }

    private static int WriteIpv4(ReadOnlySpan<byte> bytes, Span<byte> text)
    {
        var length = 0;

        for (var index = 0; index < 4; index++)
        {
            if (index > 0)
            {
                text[length++] = (byte)'.';
            }

            bytes[index].TryFormat(text[length..], out var digits, default, null);
            length += digits;
        }

        return length;
    }

    private static bool IsMapped(ReadOnlySpan<byte> bytes) =>
        bytes[..10].IndexOfAnyExcept((byte)0) < 0 && bytes[10] == 0xFF && bytes[11] == 0xFF;
}
