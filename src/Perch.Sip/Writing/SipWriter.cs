using System.Text;

namespace Perch.Sip;

/// <summary>
/// Writes one message into a buffer that is kept and grows; <see cref="Clear"/> starts the next one. Line breaks and
/// control bytes inside values become spaces, so no value can add a header. Not thread-safe.
/// </summary>
public sealed class SipWriter(int capacity = 2048)
{
    private byte[] _buffer = new byte[capacity];
    private int _length;

    /// <summary>What was written so far. Valid until the next write.</summary>
    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public byte[] ToArray() => Written.ToArray();

    public void Clear() => _length = 0;

    public void RequestLine(SipMethod method, ReadOnlySpan<byte> uri)
    {
        Raw(method.Name());
        Raw(" "u8);
        Clean(uri);
        Raw(" SIP/2.0\r\n"u8);
    }

    public void StatusLine(int status, ReadOnlySpan<byte> phrase)
    {
        Raw("SIP/2.0 "u8);
        Number(status);
        Raw(" "u8);
        Clean(phrase);
        Raw("\r\n"u8);
    }

    public void Header(HeaderId id, ReadOnlySpan<byte> value)
    {
        StartHeader(id);
        Clean(value);
        EndHeader();
    }

    public void Header(HeaderId id, string value)
    {
        StartHeader(id);
        Text(value);
        EndHeader();
    }

    public void Header(HeaderId id, long value)
    {
        StartHeader(id);
        Number(value);
        EndHeader();
    }

    /// <summary>Writes the name and colon; values follow by <see cref="Clean"/> and <see cref="Text"/>.</summary>
    public void StartHeader(HeaderId id)
    {
        Raw(id.Name());
        Raw(": "u8);
    }

    public void EndHeader() => Raw("\r\n"u8);

    /// <summary>All rows of a header as another message has them.</summary>
    public void Copy(SipMessage from, HeaderId id)
    {
        for (var row = 0; row < from.HeaderCount; row++)
        {
            var header = from.HeaderAt(row);

            if (header.Id == id)
            {
                Header(id, header.Value);
            }
        }
    }

    /// <summary>Content-Type, Content-Length, the blank line and the body: the end of the message.</summary>
    public void Body(ReadOnlySpan<byte> contentType, ReadOnlySpan<byte> body)
    {
        Header(HeaderId.ContentType, contentType);
        Header(HeaderId.ContentLength, body.Length);
        EndHeader();
        Raw(body);
    }

    /// <summary>Content-Length 0 and the blank line: the end of the message.</summary>
    public void NoBody() => Raw("Content-Length: 0\r\n\r\n"u8);

    /// <summary>Bytes as they are; only for what this system made itself.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Space(bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Bytes that came from outside, control bytes turned into spaces.</summary>
    public void Clean(ReadOnlySpan<byte> bytes)
    {
        var from = _length;
        Raw(bytes);
        CleanFrom(from);
    }

    /// <summary>Text as UTF-8, control characters turned into spaces.</summary>
    public void Text(string text)
    {
        var from = _length;
        _length += Encoding.UTF8.GetBytes(text, Space(Encoding.UTF8.GetMaxByteCount(text.Length)));
        CleanFrom(from);
    }

    /// <summary>A quoted string (RFC 3261 §25.1), its quotes and backslashes escaped.</summary>
    public void Quoted(string text)
    {
        Raw("\""u8);
        Text(text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal));
        Raw("\""u8);
    }

    public void Number(long value)
    {
        value.TryFormat(Space(20), out var written, default, null);
        _length += written;
    }

    /// <summary>The address; IPv6 in brackets where asked for. The port follows when it is not 0 and wanted.</summary>
    public void Address(SipAddress address, bool withPort)
    {
        _length += address.WriteHost(Space(64), bracketed: withPort);

        if (withPort && address.Port != 0)
        {
            Raw(":"u8);
            Number(address.Port);
        }
    }

    private void CleanFrom(int from)
    {
        var written = _buffer.AsSpan(from, _length - from);

        for (var at = written.IndexOfAnyInRange((byte)0, (byte)31); at >= 0; at = written.IndexOfAnyInRange((byte)0, (byte)31))
        {
            written[at] = (byte)' ';
            written = written[(at + 1)..];
        }
    }

    private Span<byte> Space(int length)
    {
        if (_buffer.Length - _length < length)
        {
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, _length + length));
        }

        return _buffer.AsSpan(_length);
    }
}
