using System.Net;
using System.Text;

namespace Perch.Sip;

/// <summary>
/// Walks over the lines of a description. What we do not use is not judged, so that a phone's odd line about
/// something else costs no call.
/// </summary>
internal ref struct SdpReader(ReadOnlySpan<byte> text)
{
    private readonly List<SdpMedia> _media = [];
    private ReadOnlySpan<byte> _rest = text;
    private readonly SdpPart _session = new();
    private SdpPart? _current;
    private string? _sessionId;
    private string _version = "";

    public SdpFault Read(out SessionDescription description)
    {
        description = SessionDescription.Empty;

        if (!TryNext(out var first) || !first.SequenceEqual("v=0"u8))
        {
            return SdpFault.NotSdp;
        }

        for (var count = 1; TryNext(out var line); count++)
        {
            var fault = count >= SdpLimits.MaxLines ? SdpFault.TooLong : Take(line);

            if (fault != SdpFault.None)
            {
                return fault;
            }
        }

        EndMedia();

        if (_sessionId is null)
        {
            return SdpFault.Malformed;
        }

        description = new() { SessionId = _sessionId, Version = _version, Media = _media };

        return SdpFault.None;
    }

    /// <summary>Whom the line at hand is about: the stream of the last m= line, or before the first all of them.</summary>
    private readonly SdpPart Part => _current ?? _session;

    /// <summary>RFC 8866 §5: lines end with CRLF, and a lone LF is accepted; empty ones are skipped.</summary>
    private bool TryNext(out ReadOnlySpan<byte> line)
    {
        line = default;

        while (line.IsEmpty && !_rest.IsEmpty)
        {
            var end = _rest.IndexOf((byte)'\n');
            line = (end < 0 ? _rest : _rest[..end]).TrimEnd("\r \t"u8);
            _rest = end < 0 ? default : _rest[(end + 1)..];
        }

        return !line.IsEmpty;
    }

    private SdpFault Take(ReadOnlySpan<byte> line)
    {
        if (line.Length < 2 || line[1] != '=')
        {
            return SdpFault.Malformed;
        }

        var value = line[2..];

        return line[0] switch
        {
            (byte)'o' => TakeOrigin(value),
            (byte)'c' => TakeConnection(value),
            (byte)'m' => TakeMedia(value),
            (byte)'a' => TakeAttribute(value),
            _ => SdpFault.None,
        };
    }

    /// <summary><c>username session-id version IN IP4 address</c>; only the two numbers matter to us.</summary>
    private SdpFault TakeOrigin(ReadOnlySpan<byte> value)
    {
        NextWord(ref value);
        var sessionId = NextWord(ref value);
        var version = NextWord(ref value);

        if (version.IsEmpty || version.Length > 40 || sessionId.Length > 40
            || version.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
        {
            return SdpFault.Malformed;
        }

        _sessionId = Encoding.ASCII.GetString(sessionId);
        _version = Encoding.ASCII.GetString(version);

        return SdpFault.None;
    }

    private SdpFault TakeConnection(ReadOnlySpan<byte> value)
    {
        if (!TryReadAddress(value, out var address))
        {
            return SdpFault.Malformed;
        }

        Part.Address = address;

        return SdpFault.None;
    }

    private SdpFault TakeMedia(ReadOnlySpan<byte> value)
    {
        EndMedia();
        var kind = NextWord(ref value);
        var port = NextWord(ref value);
        var protocol = NextWord(ref value);
        var slash = port.IndexOf((byte)'/');

        if (_media.Count >= SdpLimits.MaxMedia)
        {
            return SdpFault.TooLong;
        }

        if (!Ascii.TryReadUInt(slash < 0 ? port : port[..slash], out var number) || number > ushort.MaxValue
            || protocol.IsEmpty || value.IsEmpty)
        {
            return SdpFault.Malformed;
        }

        _current = _session.Begin(Encoding.UTF8.GetString(kind).ToLowerInvariant(), (int)number);
        _current.Protocol = Encoding.UTF8.GetString(protocol);
        _current.FormatList = Encoding.UTF8.GetString(value);

        return SdpFault.None;
    }

    private SdpFault TakeAttribute(ReadOnlySpan<byte> attribute)
    {
        var colon = attribute.IndexOf((byte)':');
        var name = colon < 0 ? attribute : attribute[..colon];
        var value = colon < 0 ? default : Ascii.Trim(attribute[(colon + 1)..]);

        if (SdpDirections.Find(name) is { } direction)
        {
            Part.Direction = direction;
        }
        else if (name.SequenceEqual("ptime"u8))
        {
            Part.PacketTimeMs = Milliseconds(value);
        }
        else if (name.SequenceEqual("maxptime"u8))
        {
            Part.MaxPacketTimeMs = Milliseconds(value);
        }
        else if (name.SequenceEqual("rtpmap"u8))
        {
            return Part.TakeRtpMap(value) ? SdpFault.None : SdpFault.TooLong;
        }
        else if (name.SequenceEqual("rtcp"u8))
        {
            TakeRtcp(value);
        }

        return SdpFault.None;
    }

    /// <summary>RFC 3605 §2.1: <c>port [IN IP4 address]</c>.</summary>
    private readonly void TakeRtcp(ReadOnlySpan<byte> value)
    {
        var port = NextWord(ref value);

        if (Ascii.TryReadUInt(port, out var number) && number is > 0 and <= ushort.MaxValue)
        {
            Part.RtcpPort = (int)number;
            Part.RtcpAddress = TryReadAddress(value, out var address) ? address : null;
        }
    }

    private void EndMedia()
    {
        if (_current is not null)
        {
            _media.Add(_current.ToMedia());
            _current = null;
        }
    }

    /// <summary>Some phones write 20.000 or 20ms; what is not a number at all says nothing.</summary>
    private static int Milliseconds(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOfAnyExceptInRange((byte)'0', (byte)'9');

        return Ascii.TryReadUInt(end < 0 ? value : value[..end], out var number) && number <= 1000 ? (int)number : 0;
    }

    /// <summary><c>IN IP4 192.0.2.1</c>; null for a host name and for an address of many.</summary>
    private static bool TryReadAddress(ReadOnlySpan<byte> value, out IPAddress? address)
    {
        var network = NextWord(ref value);
        var family = NextWord(ref value);
        var host = NextWord(ref value);
        var slash = host.IndexOf((byte)'/');
        address = null;

        if (!network.SequenceEqual("IN"u8) || host.IsEmpty)
        {
            return false;
        }

        if (IPAddress.TryParse(slash < 0 ? host : host[..slash], out var parsed) && !IsShared(parsed))
        {
            address = parsed.IsIPv4MappedToIPv6 ? parsed.MapToIPv4() : parsed;
        }

        return family.SequenceEqual("IP4"u8) || family.SequenceEqual("IP6"u8);
    }

    /// <summary>Audio sent to a group or to everybody is an attack, not a call.</summary>
    private static bool IsShared(IPAddress address) =>
        address.IsIPv6Multicast || address.Equals(IPAddress.Broadcast)
        || (address.GetAddressBytes() is { Length: 4 } bytes && (bytes[0] & 0xF0) == 0xE0);

    internal static ReadOnlySpan<byte> NextWord(scoped ref ReadOnlySpan<byte> text)
    {
        text = Ascii.Trim(text);
        var space = text.IndexOfAny(" \t"u8);
        var word = space < 0 ? text : text[..space];
        text = space < 0 ? default : Ascii.Trim(text[space..]);

        return word;
    }
}
