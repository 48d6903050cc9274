namespace Perch.Sip;

public sealed partial class SipMessage
{
    /// <summary>
    /// Reads a whole message. Continuation lines are unfolded inside the buffer (RFC 3261 §7.3.1 says a fold equals
    /// a space), so the bytes may change. After a rejection whatever was understood can be used to answer it;
    /// <see cref="CanBeAnswered"/> says whether that is enough.
    /// </summary>
    public SipRejection Parse(byte[] buffer, int start, int length)
    {
        Reset(buffer, start, length);

        var bytes = buffer.AsSpan(start, length);
        var position = 0;

        // RFC 3261 §7.5: line breaks before the start line are not part of a message.
        while (position < bytes.Length && bytes[position] is (byte)'\r' or (byte)'\n')
        {
            position++;
        }

        if (!TryFindLine(bytes, position, out var end, out var next))
        {
            return SipRejection.NotSip;
        }

        var startLine = ReadStartLine(bytes[position..end]);

        if (startLine == SipRejection.NotSip)
        {
            return startLine;
        }

        if (startLine == SipRejection.None && end - position > SipLimits.MaxLineBytes)
        {
            startLine = SipRejection.LineTooLong;
        }

        var tooLarge = bytes.Length - position > SipLimits.MaxMessageBytes;
        position = next;
        var headers = ReadHeaders(bytes, ref position);
        _body = SliceOf(bytes[position..]);

        // Also after a rejection: what can be understood serves to answer it.
        var contents = Understand();

        return startLine != SipRejection.None ? startLine
            : tooLarge ? SipRejection.MessageTooLarge
            : headers != SipRejection.None ? headers
            : contents;
    }

    /// <summary>Whether there is enough to write a response: RFC 3261 §8.2.6.2 needs these five echoed.</summary>
    public bool CanBeAnswered =>
        IsRequest && Method != SipMethod.Ack
        && Has(HeaderId.Via) && Has(HeaderId.From) && Has(HeaderId.To) && Has(HeaderId.CallId) && Has(HeaderId.CSeq);

    private void Reset(byte[] buffer, int start, int length)
    {
        _buffer = buffer;
        _start = start;
        _length = length;
        _rowCount = 0;
        Array.Clear(_firstRow);
        IsRequest = false;
        Method = SipMethod.Unknown;
        StatusCode = 0;
        CSeqNumber = 0;
        _startLineToken = _startLineRest = _body = _callId = _fromTag = _toTag = _branch = default;
    }

    private SipRejection ReadStartLine(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("SIP/2.0 "u8))
        {
            return ReadStatusLine(line[8..]);
        }

        var version = line.LastIndexOf((byte)' ');
        var space = line.IndexOf((byte)' ');

        if (version < 0 || !line[(version + 1)..].StartsWith("SIP/"u8))
        {
            return SipRejection.NotSip;
        }

        IsRequest = true;

        if (space == version || !Ascii.IsToken(line[..space]))
        {
            return SipRejection.MalformedStartLine;
        }

        var uri = line[(space + 1)..version];
        _startLineToken = SliceOf(line[..space]);
        _startLineRest = SliceOf(uri);
        Method = SipMethods.Find(line[..space]);

        if (!line[(version + 1)..].SequenceEqual("SIP/2.0"u8))
        {
            return SipRejection.UnsupportedVersion;
        }

        return uri.IsEmpty || uri.IndexOfAny(" \t<>\""u8) >= 0 ? SipRejection.MalformedStartLine : SipRejection.None;
    }

    private SipRejection ReadStatusLine(ReadOnlySpan<byte> rest)
    {
        if (rest.Length < 3 || !Ascii.TryReadUInt(rest[..3], out var status) || status is < 100 or > 699
            || (rest.Length > 3 && rest[3] != ' '))
        {
            return SipRejection.NotSip;
        }

        StatusCode = (int)status;
        _startLineRest = SliceOf(rest.Length > 4 ? rest[4..] : default);

        return SipRejection.None;
    }

    private SipRejection ReadHeaders(Span<byte> bytes, ref int position)
    {
        while (TryFindLine(bytes, position, out var end, out var next))
        {
            if (end == position)
            {
                position = next;
                return SipRejection.None;
            }

            // RFC 3261 §7.3.1: a line that starts with white space goes on with the one before.
            while (next < bytes.Length && bytes[next] is (byte)' ' or (byte)'\t'
                && TryFindLine(bytes, next, out var foldEnd, out var afterFold))
            {
                bytes[end..next].Fill((byte)' ');
                (end, next) = (foldEnd, afterFold);
            }

            var rejection = AddRow(bytes[position..end]);

            if (rejection != SipRejection.None)
            {
                return rejection;
            }

            position = next;
        }

        // The blank line that ends the headers never came.
        return SipRejection.MalformedHeader;
    }

    private SipRejection AddRow(ReadOnlySpan<byte> line)
    {
        if (line.Length > SipLimits.MaxLineBytes)
        {
            return SipRejection.LineTooLong;
        }

        if (_rowCount == SipLimits.MaxHeaders)
        {
            return SipRejection.TooManyHeaders;
        }

        // Only SP and HTAB may stand before the colon: two parsers that disagree here are a way around filters.
        var colon = line.IndexOf((byte)':');
        var name = colon < 0 ? default : line[..colon].TrimEnd(" \t"u8);

        if (!Ascii.IsToken(name))
        {
            return SipRejection.MalformedHeader;
        }

        if (_rowCount == _rows.Length)
        {
            Array.Resize(ref _rows, _rows.Length * 2);
        }

        var id = HeaderNames.Find(name);
        _rows[_rowCount++] = new(id, SliceOf(name), SliceOf(Ascii.Trim(line[(colon + 1)..])));

        if (_firstRow[(int)id] == 0)
        {
            _firstRow[(int)id] = (ushort)_rowCount;
        }

        return SipRejection.None;
    }

    private static bool TryFindLine(ReadOnlySpan<byte> bytes, int from, out int end, out int next)
    {
        var feed = bytes[from..].IndexOf((byte)'\n');
        next = from + feed + 1;
        end = next - 1;

        if (feed < 0)
        {
            return false;
        }

        if (end > from && bytes[end - 1] == '\r')
        {
            end--;
        }

        return true;
    }
}
