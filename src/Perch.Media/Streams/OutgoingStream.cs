using System.Security.Cryptography;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>
/// Numbers what a port sends: one synchronization source, sequence and time line of its own, whether the audio is
/// played or relayed. The time line follows the clock, so a pause in sending is a pause for the listener.
/// </summary>
internal sealed class OutgoingStream
{
    /// <summary>Falling behind the clock by more than this (60 ms) starts a new talkspurt.</summary>
    private const int MaxLag = 60 * AudioCodecs.OctetsPerMillisecond;

    /// <summary>A relayed source that jumps further than this (10 s) has started a new time line.</summary>
    private const int MaxJump = 10 * AudioCodecs.ClockRate;

    private const int MaxSequenceJump = 1000;

    private readonly TimeProvider _time;
    private readonly long _openedAt;
    private readonly uint _firstTimestamp;
    private ushort _sequence;
    private uint _timestamp;
    private bool _started;
    private bool _relaying;
    private RtpHeader _relayed;
    private uint _timestampOffset;
    private ushort _sequenceOffset;

    public OutgoingStream(TimeProvider time)
    {
        Span<uint> random = stackalloc uint[3];
        RandomNumberGenerator.Fill(System.Runtime.InteropServices.MemoryMarshal.AsBytes(random));
        _time = time;
        _openedAt = time.GetTimestamp();
        Ssrc = random[0];
        _timestamp = _firstTimestamp = random[1];
        _sequence = (ushort)random[2];
    }

    public uint Ssrc { get; }

    public uint PacketCount { get; private set; }

    public uint OctetCount { get; private set; }

    /// <summary>The RTP time of this moment.</summary>
    public uint ClockTimestamp =>
        _firstTimestamp + (uint)(_time.GetElapsedTime(_openedAt).Ticks * AudioCodecs.ClockRate / TimeSpan.TicksPerSecond);

    /// <summary>The header of a packet of our own audio that lasts <paramref name="duration"/> clock units.</summary>
    public RtpHeader NextPlayed(byte payloadType, int duration)
    {
        var starts = FollowClock() | !_started | _relaying;
        _relaying = false;
        var header = Next(payloadType, starts, _timestamp);
        _timestamp += (uint)duration;

        return header;
    }

    /// <summary>Where a telephone event begins; its packets all carry this, and the time line goes on after it.</summary>
    public uint BeginEvent(int duration)
    {
        FollowClock();
        _relaying = false;
        var begin = _timestamp;
        _timestamp += (uint)duration;

        return begin;
    }

    public RtpHeader NextEvent(byte payloadType, bool marker, uint timestamp) => Next(payloadType, marker, timestamp);

    /// <summary>
    /// The header of a packet from another port's phone: the phone's gaps in time and sequence stay visible, so the
    /// listener's jitter buffer sees the loss and the reordering that there was.
    /// </summary>
    public RtpHeader NextRelayed(in RtpHeader source, byte payloadType, int duration)
    {
        var jumps = !_relaying || source.Ssrc != _relayed.Ssrc
            || Math.Abs((long)(int)(source.Timestamp - _relayed.Timestamp)) > MaxJump
            || Math.Abs((int)(short)(source.SequenceNumber - _relayed.SequenceNumber)) > MaxSequenceJump;

        if (jumps)
        {
            FollowClock();
            _timestampOffset = _timestamp - source.Timestamp;
            _sequenceOffset = (ushort)(_sequence - source.SequenceNumber);
        }

        _relaying = _started = true;
        _relayed = source;
        var header = new RtpHeader(
            payloadType,
            source.Marker | jumps,
            (ushort)(source.SequenceNumber + _sequenceOffset),
            source.Timestamp + _timestampOffset,
            Ssrc);
        Advance(header, duration);

        return header;
    }

    public void CountSent(int payloadOctets)
    {
        PacketCount++;
        OctetCount += (uint)payloadOctets;
    }

    private void Advance(in RtpHeader header, int duration)
    {
        if ((short)(header.SequenceNumber - _sequence) >= 0)
        {
            _sequence = (ushort)(header.SequenceNumber + 1);
        }

        var end = header.Timestamp + (uint)duration;
        _timestamp = (int)(end - _timestamp) > 0 ? end : _timestamp;
    }

    private RtpHeader Next(byte payloadType, bool marker, uint timestamp)
    {
        _started = true;

        return new RtpHeader(payloadType, marker, _sequence++, timestamp, Ssrc);
    }

    /// <summary>Catches up with the clock; true when that began a new talkspurt.</summary>
    private bool FollowClock()
    {
        var clock = ClockTimestamp;

        if ((int)(clock - _timestamp) <= MaxLag)
        {
            return false;
        }

        _timestamp = clock;

        return true;
    }
}
