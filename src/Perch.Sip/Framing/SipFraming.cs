namespace Perch.Sip;

/// <summary>Cuts messages out of a stream. Stateless: it is asked again with the same bytes and more.</summary>
public static class SipFraming
{
    public static SipFrame Read(ReadOnlySpan<byte> stream)
    {
        // RFC 3261 §7.5: line breaks before a start line are not a message.
        var start = stream.IndexOfAnyExcept((byte)'\r', (byte)'\n');
        var pings = CountPings(start < 0 ? stream : stream[..start]);

        if (start < 0)
        {
            // What may be the first half of a ping stays; more than that is no ping any more.
            var done = pings > 0 || stream.Length < 4 ? pings * 4 : stream.Length;
            return new(FramingStatus.NeedMoreData, done, 0, pings);
        }

        var status = ReadMessage(stream[start..], out var length);

        return new(status, start, status == FramingStatus.Complete ? length : 0, pings);
    }

    private static FramingStatus ReadMessage(ReadOnlySpan<byte> stream, out int length)
    {
        var lengths = default(ContentLengths);

        for (length = 0; length <= SipLimits.MaxMessageBytes;)
        {
            var feed = stream[length..].IndexOf((byte)'\n');

            if (feed < 0)
            {
                return stream.Length > SipLimits.MaxMessageBytes
                    ? FramingStatus.MessageTooLarge : FramingStatus.NeedMoreData;
            }

            var line = stream.Slice(length, feed).TrimEnd((byte)'\r');
            length += feed + 1;

            if (line.IsEmpty)
            {
                return lengths.Finish(stream.Length - length, ref length);
            }

            lengths.Read(line);
        }

        return FramingStatus.MessageTooLarge;
    }

    private static int CountPings(ReadOnlySpan<byte> breaks)
    {
        var pings = 0;

        for (; breaks.StartsWith("\r\n\r\n"u8); breaks = breaks[4..])
        {
            pings++;
        }

        return pings;
    }

    /// <summary>The Content-Length rows of one head, in any spelling and fold.</summary>
    private ref struct ContentLengths
    {
        private bool _goesOn;
        private bool _malformed;
        private int _rows;
        private uint _value;

        public void Read(ReadOnlySpan<byte> line)
        {
            if (line[0] is (byte)' ' or (byte)'\t')
            {
                // RFC 3261 §7.3.1: the value may stand on the next line.
                if (_goesOn && !Ascii.Trim(line).IsEmpty)
                {
                    ReadValue(Ascii.Trim(line));
                }

                return;
            }

            _goesOn = false;
            var colon = line.IndexOf((byte)':');

            if (colon < 0 || HeaderNames.Find(Ascii.Trim(line[..colon])) != HeaderId.ContentLength)
            {
                return;
            }

            // Two of them, and two parsers may see two different messages.
            _malformed |= ++_rows > 1;
            var value = Ascii.Trim(line[(colon + 1)..]);
            _goesOn = value.IsEmpty;

            if (!_goesOn)
            {
                ReadValue(value);
            }
        }

        public readonly FramingStatus Finish(int available, ref int length)
        {
            // RFC 3261 §18.3: on a stream the body has no other end than the one Content-Length gives it.
            if (_rows == 0)
            {
                return FramingStatus.ContentLengthMissing;
            }

            if (_malformed || _goesOn)
            {
                return FramingStatus.ContentLengthMalformed;
            }

            if (_value > SipLimits.MaxBodyBytes)
            {
                return FramingStatus.BodyTooLarge;
            }

            length += (int)_value;

            if (length > SipLimits.MaxMessageBytes)
            {
                return FramingStatus.MessageTooLarge;
            }

            return available < _value ? FramingStatus.NeedMoreData : FramingStatus.Complete;
        }

        private void ReadValue(ReadOnlySpan<byte> value)
        {
            _goesOn = false;
            _malformed |= !Ascii.TryReadUInt(value, out _value);
        }
    }
}
