namespace Perch.Rtp;

/// <summary>Counts one received stream for its report blocks, as RFC 3550 A.1, A.3 and A.8 do.</summary>
public sealed class ReceptionStatistics
{
    private const int MaxDropout = 3000;
    private bool _started;
    private uint _ssrc;
    private uint _base;
    private uint _highest;
    private uint _received;
    private uint _expectedBefore;
    private uint _receivedBefore;
    private uint _transit;
    private uint _jitterTimes16;

    public bool HasReceived => _started;

    /// <summary>Counts a packet that arrived at <paramref name="arrival"/>, in units of the RTP clock.</summary>
    public void Receive(in RtpHeader header, uint arrival)
    {
        var ahead = (ushort)(header.SequenceNumber - (ushort)_highest);

        if (!_started || header.Ssrc != _ssrc)
        {
            Start(header, arrival);
        }
        else if (ahead < MaxDropout)
        {
            // The extended number grows by the distance, so a wrap carries into the cycle count.
            _highest += ahead;
        }
        else if (ahead <= ushort.MaxValue - MaxDropout)
        {
            // RFC 3550 A.1: a very large jump is a sender that started anew.
            Start(header, arrival);
        }

        _received++;
        UpdateJitter(header.Timestamp, arrival);
    }

    /// <summary>The block for the next report; the interval for the loss fraction starts anew.</summary>
    public RtcpReportBlock Report(RtcpReportTimes times)
    {
        var expected = _highest - _base + 1;
        var expectedNow = expected - _expectedBefore;
        var lostNow = (int)(expectedNow - (_received - _receivedBefore));
        _expectedBefore = expected;
        _receivedBefore = _received;
        var fraction = expectedNow == 0 || lostNow <= 0 ? 0 : (int)(((long)lostNow << 8) / expectedNow);

        return new RtcpReportBlock(
            _ssrc, (byte)Math.Min(fraction, 255), (int)(expected - _received), _highest, _jitterTimes16 >> 4, times);
    }

    private void Start(in RtpHeader header, uint arrival)
    {
        _started = true;
        _ssrc = header.Ssrc;
        _base = _highest = header.SequenceNumber;
        _received = _expectedBefore = _receivedBefore = _jitterTimes16 = 0;
        _transit = arrival - header.Timestamp;
    }

    private void UpdateJitter(uint timestamp, uint arrival)
    {
        var transit = arrival - timestamp;
        var change = (uint)Math.Abs((long)(int)(transit - _transit));
        _transit = transit;
        _jitterTimes16 += change - ((_jitterTimes16 + 8) >> 4);
    }
}
