namespace Perch.Rtp;

/// <summary>The packets of one key, one for each packet time, until its three end packets have gone.</summary>
public struct TelephoneEventSender
{
    // RFC 4733 §2.5.1.4: the final packet is sent three times, since a lost end would hold the key.
    private const int EndPackets = 3;
    private const byte Volume = 10;

    private readonly byte _code;
    private readonly int _totalDuration;
    private readonly int _step;
    private int _duration;
    private int _endsSent;

    /// <param name="totalDuration">In RTP clock units; kept to what the field of 16 bits can say.</param>
    /// <param name="step">Clock units between two packets.</param>
    public TelephoneEventSender(byte code, int totalDuration, int step)
    {
        _code = code;
        _step = step;
        _totalDuration = Math.Clamp(totalDuration, step, ushort.MaxValue);
    }

    /// <summary>Clock units that the event takes on the sender's own time line.</summary>
    public readonly int TotalDuration => _totalDuration;

    /// <summary>The next packet; false after the last one. The marker belongs on the first.</summary>
    public bool TryNext(out TelephoneEvent next, out bool marker)
    {
        next = default;
        marker = _duration == 0;

        if (_endsSent == EndPackets)
        {
            return false;
        }

        _duration = Math.Min(_duration + _step, _totalDuration);
        var end = _duration == _totalDuration;
        _endsSent += end ? 1 : 0;
        next = new TelephoneEvent(_code, end, Volume, (ushort)_duration);

        return true;
    }
}
