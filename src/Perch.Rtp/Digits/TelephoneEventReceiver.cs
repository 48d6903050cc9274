namespace Perch.Rtp;

/// <summary>Turns the packets of RFC 4733 events into one digit for each key pressed.</summary>
public sealed class TelephoneEventReceiver
{
    /// <summary>An event this much older than the newest one is a straggler, not a new key: two seconds.</summary>
    private const int OldestTimestamp = 2 * AudioCodecs.ClockRate;

    private bool _started;
    private uint _timestamp;

    /// <summary>
    /// The digit when this packet is the first heard of its event, whether that is the first, a later or an end
    /// packet; null for its repetitions. A missing end therefore never loses or repeats a digit.
    /// </summary>
    public char? Receive(in RtpHeader header, ReadOnlySpan<byte> payload)
    {
        if (!TelephoneEvent.TryRead(payload, out var telephoneEvent) || telephoneEvent.Digit is not { } digit)
        {
            return null;
        }

        // RFC 4733 §2.3.1: all packets of one event carry the timestamp of its beginning.
        var ahead = (int)(header.Timestamp - _timestamp);

        if (_started && ahead is <= 0 and > -OldestTimestamp)
        {
            return null;
        }

        _started = true;
        _timestamp = header.Timestamp;

        return digit;
    }

    /// <summary>Forgets the last event: another source has other timestamps.</summary>
    public void Reset() => _started = false;
}
