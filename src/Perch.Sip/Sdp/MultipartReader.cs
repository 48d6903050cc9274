namespace Perch.Sip;

/// <summary>RFC 2046 §5.1.1: the parts between the boundaries of one multipart body, read in place.</summary>
internal ref struct MultipartReader
{
    private readonly ReadOnlySpan<byte> _boundary;
    private ReadOnlySpan<byte> _rest;
    private bool _ended;

    public MultipartReader(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary)
    {
        _boundary = boundary;
        _rest = body;

        // What stands before the first boundary is for people without MIME.
        _ended = !TryCut(out _);
    }

    /// <summary>Headers, blank line and content of the next part; a last boundary that is missing is forgiven.</summary>
    public bool TryNext(out ReadOnlySpan<byte> part)
    {
        part = default;

        if (_ended)
        {
            return false;
        }

        if (TryCut(out part))
        {
            return true;
        }

        part = _rest;
        _ended = true;

        return !part.IsEmpty;
    }

    /// <summary>Cuts at the next line <c>--boundary</c>; the line break before it belongs to it.</summary>
    private bool TryCut(out ReadOnlySpan<byte> before)
    {
        for (var from = 0; _rest[from..].IndexOf("--"u8) is var found and >= 0; from += found + 2)
        {
            var at = from + found;

            if ((at == 0 || _rest[at - 1] == '\n') && IsBoundary(_rest[(at + 2)..]))
            {
                before = TrimBreak(_rest[..at]);
                Advance(_rest[(at + 2 + _boundary.Length)..]);

                return true;
            }
        }

        before = default;

        return false;
    }

    /// <summary>Not merely the beginning of an inner body's longer boundary.</summary>
    private readonly bool IsBoundary(ReadOnlySpan<byte> text) =>
        text.StartsWith(_boundary) && text[_boundary.Length..] is var after
        && (after.IsEmpty || " \t\r\n"u8.Contains(after[0]) || after.StartsWith("--"u8));

    private void Advance(ReadOnlySpan<byte> afterBoundary)
    {
        _ended = afterBoundary.StartsWith("--"u8);
        var end = afterBoundary.IndexOf((byte)'\n');
        _rest = end < 0 ? default : afterBoundary[(end + 1)..];
        _ended |= end < 0;
    }

    private static ReadOnlySpan<byte> TrimBreak(ReadOnlySpan<byte> part)
    {
        part = part.EndsWith("\n"u8) ? part[..^1] : part;

        return part.EndsWith("\r"u8) ? part[..^1] : part;
    }
}
