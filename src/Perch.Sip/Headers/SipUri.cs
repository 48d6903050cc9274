using System.Text;

namespace Perch.Sip;

/// <summary>RFC 3261 §19.1: a SIP or SIPS URI, read in place. Other schemes parse with nothing but the scheme.</summary>
public readonly ref struct SipUri
{
    /// <summary>As it stands, such as <c>sip</c>.</summary>
    public ReadOnlySpan<byte> Scheme { get; private init; }

    /// <summary>Escapes left as they stand; empty where there is none.</summary>
    public ReadOnlySpan<byte> User { get; private init; }

    /// <summary>Without the brackets of an IPv6 literal.</summary>
    public ReadOnlySpan<byte> Host { get; private init; }

    /// <summary>0 where none is given.</summary>
    public int Port { get; private init; }

    public Parameters Parameters { get; private init; }

    public bool IsSip => Ascii.EqualsIgnoreCase(Scheme, "sip"u8) || IsSips;

    public bool IsSips => Ascii.EqualsIgnoreCase(Scheme, "sips"u8);

    /// <summary>False for what is no URI at all, and for a SIP URI without a valid host.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out SipUri uri)
    {
        uri = default;
        var colon = text.IndexOf((byte)':');

        if (colon <= 0 || !Ascii.IsToken(text[..colon]))
        {
            return false;
        }

        uri = new() { Scheme = text[..colon] };

        return !uri.IsSip || TryParseSip(text[..colon], text[(colon + 1)..], out uri);
    }

    /// <summary>The user part with escapes resolved, as text; <c>%2A11</c> is <c>*11</c>. Parameters of it are cut off.</summary>
    public string UserText()
    {
        var user = User;

        if (user.IndexOf((byte)'%') < 0)
        {
            return Encoding.UTF8.GetString(user);
        }

        var resolved = user.Length <= 256 ? stackalloc byte[user.Length] : new byte[user.Length];

        return Encoding.UTF8.GetString(resolved[..Unescape(user, resolved)]);
    }

    /// <summary>Resolves <c>%xx</c>; a percent sign without two hex digits stands for itself. Returns the length.</summary>
    public static int Unescape(ReadOnlySpan<byte> text, Span<byte> resolved)
    {
        var length = 0;

        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] == '%' && index + 2 < text.Length
                && HexDigit(text[index + 1]) is var high and >= 0 && HexDigit(text[index + 2]) is var low and >= 0)
            {
                resolved[length++] = (byte)((high << 4) | low);
                index += 2;
            }
            else
            {
                resolved[length++] = text[index];
            }
        }

        return length;
    }

    private static bool TryParseSip(ReadOnlySpan<byte> scheme, ReadOnlySpan<byte> rest, out SipUri uri)
    {
        var question = rest.IndexOf((byte)'?');

        // The user part may hold ; and ?, so the at sign is looked for first.
        var at = rest.IndexOf((byte)'@');
        question = question >= 0 && question < at ? rest[at..].IndexOf((byte)'?') is var later and >= 0 ? at + later : -1 : question;
        var userInfo = at < 0 ? default : rest[..at];
        var hostPart = question < 0 ? rest[(at + 1)..] : rest[(at + 1)..question];
        var semicolon = hostPart.IndexOf((byte)';');
        var valid = HostPort.TryParse(semicolon < 0 ? hostPart : hostPart[..semicolon], out var hostPort);
        var password = userInfo.IndexOf((byte)':');

        uri = new()
        {
            Scheme = scheme,
            User = password < 0 ? userInfo : userInfo[..password],
            Host = hostPort.Host,
            Port = hostPort.Port,
            Parameters = new(semicolon < 0 ? default : hostPart[semicolon..]),
        };

        return valid && (at < 0 || !userInfo.IsEmpty);
    }

    private static int HexDigit(byte letter) => letter switch
    {
        >= (byte)'0' and <= (byte)'9' => letter - '0',
        >= (byte)'a' and <= (byte)'f' => letter - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => letter - 'A' + 10,
        _ => -1,
    };
}
