namespace Perch.Sip;

/// <summary><c>host[:port]</c> with IPv6 literals in brackets.</summary>
public readonly ref struct HostPort
{
    /// <summary>Without brackets.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>0 where none is given.</summary>
    public int Port { get; private init; }

    public static bool TryParse(ReadOnlySpan<byte> text, out HostPort hostPort)
    {
        hostPort = default;
        var bracketed = !text.IsEmpty && text[0] == '[';
        var hostEnd = bracketed ? text.IndexOf((byte)']') : text.IndexOf((byte)':') is var colon and >= 0 ? colon : text.Length;

        if (hostEnd <= 0)
        {
            return false;
        }

        var host = bracketed ? text[1..hostEnd] : Ascii.Trim(text[..hostEnd]);
        var rest = Ascii.Trim(text[(bracketed ? hostEnd + 1 : hostEnd)..]);
        uint port = 0;

        if (!rest.IsEmpty && (rest[0] != ':' || !Ascii.TryReadUInt(Ascii.Trim(rest[1..]), out port) || port > 65535))
        {
            return false;
        }

        hostPort = new() { Host = host, Port = (int)port };

        return IsHost(host, bracketed);
    }

    private static bool IsHost(ReadOnlySpan<byte> host, bool bracketed) =>
        !host.IsEmpty && host.IndexOfAnyExcept(bracketed ? Ipv6Bytes : NameBytes) < 0;

    private static readonly System.Buffers.SearchValues<byte> Ipv6Bytes =
        System.Buffers.SearchValues.Create("0123456789abcdefABCDEF:.%"u8);

    private static readonly System.Buffers.SearchValues<byte> NameBytes = System.Buffers.SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._"u8);
}
