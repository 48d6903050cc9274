using System.Net.Sockets;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>
/// What a port hears: checks each packet, then counts, records, relays and listens for keys. Its lock is the outer
/// one; of others' code only <see cref="AudioReceived"/> is called while it is held.
/// </summary>
internal sealed class ReceivingSide(SendingSide own, TimeProvider time, AddressFamily family)
{
    private readonly Lock _gate = new();
    private readonly SourceLock _source = new(time);
    private readonly ReceptionStatistics _statistics = new();
    private readonly TelephoneEventReceiver _events = new();
    private InbandListener? _inband;
    private MediaFormat? _format;
    private SendingSide? _relay;
    private Recorder? _recorder;
    private long _heardAt = time.GetTimestamp();
    private MediaCounters _counters;

    public Action<char>? DigitReceived { get; set; }

    public AudioListener? AudioReceived { get; set; }

    public MediaCounters Counters
    {
        get
        {
            lock (_gate)
            {
                return _counters with { PacketsSent = own.PacketsSent };
            }
        }
    }

    public TimeSpan SinceLastPacket => time.GetElapsedTime(Interlocked.Read(ref _heardAt));

    public void Configure(MediaFormat format)
    {
        lock (_gate)
        {
            _source.Expect(PeerAddress.From(format.RemoteRtp, family));
            _events.Reset();
            _inband = format.TelephoneEventPayloadType is null ? new InbandListener(format.Codec) : null;
            _format = format;
        }

        // Who was held has been silent for good reason, and now gets its time anew.
        Interlocked.Exchange(ref _heardAt, time.GetTimestamp());
    }

    /// <summary>Sends what is heard to <paramref name="target"/>; null ends that.</summary>
    public void RelayTo(SendingSide? target)
    {
        lock (_gate)
        {
            _relay = target;
        }
    }

    /// <summary>Records what is heard from here on; null ends that. Returns the recorder before.</summary>
    public Recorder? Record(Recorder? recorder)
    {
        lock (_gate)
        {
            return Interlocked.Exchange(ref _recorder, recorder);
        }
    }

    /// <summary>Takes a datagram of the RTP socket, on the network's thread; may overwrite its header.</summary>
    public void Receive(Span<byte> datagram, in PeerAddress source)
    {
        char? digit;

        lock (_gate)
        {
            digit = Check(datagram, source, out var packet) ? Take(datagram, packet) : null;
        }

        if (digit is { } pressed)
        {
            DigitReceived?.Invoke(pressed);
        }
    }

    /// <summary>True when RTCP from there belongs to this port's phone.</summary>
    public bool AcceptsControlFrom(in PeerAddress source, in PeerAddress? signalled)
    {
        lock (_gate)
        {
            var accepted = source == signalled || (_source.Locked is { } locked && locked.IsSameHost(source));

            if (accepted)
            {
                NoteHeard();
            }
            else
            {
                _counters = _counters with { DroppedWrongSource = _counters.DroppedWrongSource + 1 };
            }

            return accepted;
        }
    }

    public void CountMalformed()
    {
        lock (_gate)
        {
            _counters = _counters with { DroppedMalformed = _counters.DroppedMalformed + 1 };
        }
    }

    /// <summary>The block about what is heard; null when nothing was.</summary>
    public RtcpReportBlock? Report(RtcpReportTimes times)
    {
        lock (_gate)
        {
            return _statistics.HasReceived ? _statistics.Report(times) : null;
        }
    }

    /// <summary>Everything that can be wrong with a packet drops it and counts it; none of it ends the call.</summary>
    private bool Check(ReadOnlySpan<byte> datagram, in PeerAddress source, out RtpPacket packet)
    {
        if (!RtpPacket.TryRead(datagram, out packet))
        {
            _counters = _counters with { DroppedMalformed = _counters.DroppedMalformed + 1 };
        }
        else if (_format is not { } format)
        {
            _counters = _counters with { DroppedUnconfigured = _counters.DroppedUnconfigured + 1 };
        }
        else if (packet.Header.PayloadType != format.PayloadType
            && packet.Header.PayloadType != format.TelephoneEventPayloadType)
        {
            _counters = _counters with { DroppedPayloadType = _counters.DroppedPayloadType + 1 };
        }
        else if (_source.Judge(source, packet.Header.Ssrc) is var verdict && verdict == SourceVerdict.Refused)
        {
            _counters = _counters with { DroppedWrongSource = _counters.DroppedWrongSource + 1 };
        }
        else
        {
            return Accept(verdict, source, format);
        }

        return false;
    }

    private bool Accept(SourceVerdict verdict, in PeerAddress source, MediaFormat format)
    {
        NoteHeard();

        if (verdict == SourceVerdict.Learned)
        {
            own.Learn(source);
            _events.Reset();
        }

        if (!format.Receives)
        {
            _counters = _counters with { DroppedDirection = _counters.DroppedDirection + 1 };
        }

        return format.Receives;
    }

    private char? Take(Span<byte> datagram, in RtpPacket packet)
    {
        var header = packet.Header;
        var offset = packet.PayloadOffset;
        var length = Math.Min(packet.Payload.Length, AudioDecoder.MaxOctets);
        _counters = _counters with { PacketsReceived = _counters.PacketsReceived + 1 };
        _statistics.Receive(header, ArrivalTime());

        return header.PayloadType == _format!.PayloadType
            ? TakeAudio(datagram, header, offset, length)
            : TakeEvent(datagram, header, offset, length);
    }

    private char? TakeAudio(Span<byte> datagram, in RtpHeader header, int offset, int length)
    {
        var payload = datagram.Slice(offset, length);
        _recorder?.Add(header, payload, _format!.Codec);
        AudioReceived?.Invoke(_format!.Codec, header.Timestamp, payload);
        var digit = _inband?.Receive(payload);
        // Last, because passing through overwrites the header in front of the payload.
        _relay?.RelayAudio(datagram, header, offset, length, _format!.Codec);

        return digit;
    }

    private char? TakeEvent(Span<byte> datagram, in RtpHeader header, int offset, int length)
    {
        var digit = _events.Receive(header, datagram.Slice(offset, length));

        if (_relay is { } relay && !relay.RelayEvent(datagram, header, offset, length) && digit is { } pressed)
        {
            _ = relay.SendDigitAsync(pressed, MediaPort.UsualDigit);
        }

        return digit;
    }

    private void NoteHeard() => Interlocked.Exchange(ref _heardAt, time.GetTimestamp());

    private uint ArrivalTime() => (uint)(time.GetTimestamp() * AudioCodecs.ClockRate / time.TimestampFrequency);
}
