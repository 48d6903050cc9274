namespace Perch.Sip;

/// <summary>RFC 3261 §20.42: one Via value.</summary>
public readonly ref struct ViaValue
{
    /// <summary><c>UDP</c>, <c>TCP</c>, <c>TLS</c>, <c>WS</c> …, as it stands.</summary>
    public ReadOnlySpan<byte> Transport { get; private init; }

    /// <summary>Without the brackets of an IPv6 literal.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>0 where none is given.</summary>
    public int Port { get; private init; }

    public Parameters Parameters { get; private init; }

    public ReadOnlySpan<byte> Branch => Parameters.TryFind("branch"u8, out var branch) ? branch : default;

    public static bool TryParse(ReadOnlySpan<byte> value, out ViaValue via)
    {
        via = default;

        // The slashes may have white space around them: "SIP / 2.0 / UDP host".
        if (!TryTake(ref value, (byte)'/', out var protocol) || !Ascii.EqualsIgnoreCase(protocol, "SIP"u8)
            || !TryTake(ref value, (byte)'/', out var version) || !version.SequenceEqual("2.0"u8))
        {
            return false;
        }

        value = Ascii.Trim(value);
        var space = value.IndexOfAny(" \t"u8);

        if (space < 0 || !Ascii.IsToken(value[..space]))
        {
            return false;
        }

        var rest = Ascii.Trim(value[space..]);
        var semicolon = rest.IndexOf((byte)';');
        var sentBy = Ascii.Trim(semicolon < 0 ? rest : rest[..semicolon]);

        if (!HostPort.TryParse(sentBy, out var hostPort))
        {
            return false;
        }

        via = new()
        {
            Transport = value[..space],
            Host = hostPort.Host,
            Port = hostPort.Port,
            Parameters = new(semicolon < 0 ? default : rest[semicolon..]),
        };

        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> value, byte separator, out ReadOnlySpan<byte> part)
    {
        var at = value.IndexOf(separator);
        part = at < 0 ? default : Ascii.Trim(value[..at]);
        value = at < 0 ? value : value[(at + 1)..];

        return at >= 0;
    }
}
