namespace Perch.Sip;

/// <summary>The values of one header name over all its rows; commas inside quotes and angle brackets do not split.</summary>
public ref struct HeaderValues
{
    private readonly SipMessage _message;
    private readonly HeaderId _id;
    private ReadOnlySpan<byte> _rest;
    private int _nextRow;

    internal HeaderValues(SipMessage message, HeaderId id, int firstRow)
    {
        _message = message;
        _id = id;
        _nextRow = firstRow;
    }

    public ReadOnlySpan<byte> Current { get; private set; }

    public readonly HeaderValues GetEnumerator() => this;

    public bool MoveNext()
    {
        while (_rest.IsEmpty)
        {
            if (_nextRow < 0)
            {
                return false;
            }

            _rest = _message.RowValue(_nextRow);
            _nextRow = _message.NextRow(_id, _nextRow + 1);
        }

        var comma = CommaList.IndexOfComma(_rest);
        Current = Ascii.Trim(comma < 0 ? _rest : _rest[..comma]);
        _rest = comma < 0 ? default : _rest[(comma + 1)..];

        return true;
    }
}

/// <summary>Splitting a header value at its commas.</summary>
public static class CommaList
{
    /// <summary>The first comma that separates values, or -1.</summary>
    public static int IndexOfComma(ReadOnlySpan<byte> text) => IndexOfOutside(text, (byte)',');

    /// <summary>The first <paramref name="wanted"/> outside quoted strings and angle brackets, or -1.</summary>
    internal static int IndexOfOutside(ReadOnlySpan<byte> text, byte wanted)
    {
        if (text.IndexOf(wanted) < 0)
        {
            return -1;
        }

        var quoted = false;
        var bracketed = false;

        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];

            if (quoted)
            {
                // A backslash takes the next byte with it, also a quote.
                index += letter == '\\' ? 1 : 0;
                quoted = letter != '"';
            }
            else if (letter == wanted && !bracketed)
            {
                return index;
            }
            else
            {
                quoted = letter == '"' && !bracketed;
                bracketed = letter == '<' || (bracketed && letter != '>');
            }
        }

        return -1;
    }
}
