namespace Perch.Sip;

/// <summary>
/// RFC 3261 §20.10: <c>"Display" &lt;uri&gt;;params</c> or <c>uri;params</c>, where the parameters of a bare URI belong to
/// the header. Used by From, To, Contact, Route, Record-Route, Refer-To, P-Asserted-Identity.
/// </summary>
public readonly ref struct NameAddr
{
    /// <summary>Without the surrounding quotes, escapes left as they stand; may be empty.</summary>
    public ReadOnlySpan<byte> DisplayName { get; private init; }

    public ReadOnlySpan<byte> Uri { get; private init; }

    public Parameters Parameters { get; private init; }

    /// <summary>A Contact of <c>*</c>.</summary>
    public bool IsStar => Uri.SequenceEqual("*"u8);

    public static bool TryParse(ReadOnlySpan<byte> value, out NameAddr address)
    {
        value = Ascii.Trim(value);
        var open = CommaListOpen(value);

        if (open < 0)
        {
            var semicolon = value.IndexOf((byte)';');
            var uri = Ascii.Trim(semicolon < 0 ? value : value[..semicolon]);
            address = new() { Uri = uri, Parameters = new(semicolon < 0 ? default : value[semicolon..]) };

            return !uri.IsEmpty && uri.IndexOfAny(" \t\"<>"u8) < 0;
        }

        var close = value[open..].IndexOf((byte)'>');

        if (close < 0)
        {
            address = default;
            return false;
        }

        var inside = Ascii.Trim(value[(open + 1)..(open + close)]);
        var rest = Ascii.Trim(value[(open + close + 1)..]);
        address = new() { DisplayName = Unquote(Ascii.Trim(value[..open])), Uri = inside, Parameters = new(rest) };

        return !inside.IsEmpty && (rest.IsEmpty || rest[0] == ';');
    }

    /// <summary>The display name as text, escapes resolved, invalid UTF-8 replaced.</summary>
    public string DisplayText()
    {
        var text = System.Text.Encoding.UTF8.GetString(DisplayName);

        return text.Contains('\\') ? System.Text.RegularExpressions.Regex.Replace(text, @"\\(.)", "$1") : text;
    }

    private static int CommaListOpen(ReadOnlySpan<byte> value)
    {
        var from = 0;

        if (!value.IsEmpty && value[0] == '"')
        {
            for (from = 1; from < value.Length && value[from] != '"'; from++)
            {
                from += value[from] == '\\' ? 1 : 0;
            }

            from = Math.Min(from, value.Length);
        }

        var open = value[from..].IndexOf((byte)'<');

        return open < 0 ? -1 : from + open;
    }

    private static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> name) =>
        name.Length >= 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : name;
}
