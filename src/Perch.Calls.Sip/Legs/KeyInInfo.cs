using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>
/// Keys in SIP INFO: <c>application/dtmf-relay</c> with lines such as <c>Signal=5</c>, and <c>application/dtmf</c>
/// with nothing but the key. Neither has an RFC; both are what phones send.
/// </summary>
internal static class KeyInInfo
{
    public static bool TryRead(SipMessage info, out char key)
    {
        key = default;
        var type = info[HeaderId.ContentType];
        var semicolon = type.IndexOf((byte)';');
        type = Ascii.Trim(semicolon < 0 ? type : type[..semicolon]);

        return (Ascii.EqualsIgnoreCase(type, "application/dtmf-relay"u8) || Ascii.EqualsIgnoreCase(type, "application/dtmf"u8))
            && TryReadSignal(SignalOf(info.Body), out key);
    }

    private static ReadOnlySpan<byte> SignalOf(ReadOnlySpan<byte> body)
    {
        foreach (var range in body.Split((byte)'\n'))
        {
            var line = body[range].Trim(" \t\r"u8);
            var equals = line.IndexOf((byte)'=');

            if (equals > 0 && Ascii.EqualsIgnoreCase(line[..equals].Trim(" \t"u8), "Signal"u8))
            {
                return line[(equals + 1)..].Trim(" \t"u8);
            }
        }

        return body.Trim(" \t\r\n"u8);
    }

    private static bool TryReadSignal(ReadOnlySpan<byte> signal, out char key)
    {
        // Some phones count on after 9, as RFC 4733 does.
        key = signal switch
        {
            [var one] => char.ToUpperInvariant((char)one),
            [(byte)'1', (byte)'0'] => '*',
            [(byte)'1', (byte)'1'] => '#',
            [(byte)'1', >= (byte)'2' and <= (byte)'5' and var letter] => (char)('A' + letter - '2'),
            _ => default,
        };

        return char.IsAsciiDigit(key) || key is '*' or '#' or (>= 'A' and <= 'D');
    }
}
