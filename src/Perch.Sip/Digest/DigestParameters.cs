namespace Perch.Sip;

/// <summary>
/// Walks over <c>Digest name=value, name="value"</c>: credentials and challenges alike. Quoted strings may hold commas
/// and escaped quotes; a list that breaks the grammar anywhere is malformed as a whole.
/// </summary>
internal ref struct DigestParameters
{
    private ReadOnlySpan<byte> _rest;

    public ReadOnlySpan<byte> Name { get; private set; }

    /// <summary>Without quotes, escapes left as they stand.</summary>
    public ReadOnlySpan<byte> Value { get; private set; }

    public bool IsMalformed { get; private set; }

    /// <summary>False for another scheme than Digest.</summary>
    public static bool TryStart(ReadOnlySpan<byte> value, out DigestParameters parameters)
    {
        value = Ascii.Trim(value);
        var isDigest = value.Length > 7 && Ascii.EqualsIgnoreCase(value[..6], "Digest"u8) && value[6] is (byte)' ' or (byte)'\t';
        parameters = new() { _rest = isDigest ? Ascii.Trim(value[7..]) : default };

        return isDigest;
    }

    public bool MoveNext()
    {
        // RFC 7230 §7: empty list elements are allowed.
        _rest = _rest.TrimStart(" \t,"u8);

        if (_rest.IsEmpty)
        {
            return false;
        }

        var equals = _rest.IndexOf((byte)'=');
        Name = equals < 0 ? default : Ascii.Trim(_rest[..equals]);

        if (!Ascii.IsToken(Name))
        {
            return Malformed();
        }

        _rest = _rest[(equals + 1)..].TrimStart(" \t"u8);

        return !_rest.IsEmpty && _rest[0] == '"' ? TakeQuoted() : TakePlain();
    }

    private bool TakeQuoted()
    {
        var end = 1;

        while (end < _rest.Length && _rest[end] != '"')
        {
            end += _rest[end] == '\\' ? 2 : 1;
        }

        if (end >= _rest.Length)
        {
            return Malformed();
        }

        Value = _rest[1..end];
        _rest = _rest[(end + 1)..].TrimStart(" \t"u8);

        return _rest.IsEmpty || _rest[0] == ',' || Malformed();
    }

    private bool TakePlain()
    {
        var comma = _rest.IndexOf((byte)',');
        Value = Ascii.Trim(comma < 0 ? _rest : _rest[..comma]);
        _rest = comma < 0 ? default : _rest[comma..];

        return Value.IndexOfAny(" \t\""u8) < 0 || Malformed();
    }

    private bool Malformed()
    {
        IsMalformed = true;
        _rest = default;

        return false;
    }
}
