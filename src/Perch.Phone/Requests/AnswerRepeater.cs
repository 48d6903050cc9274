using Perch.Transport;

namespace Perch.Phone;

/// <summary>RFC 3261 §13.3.1.4: a 2xx for INVITE is sent again until its ACK comes, on every transport.</summary>
/// <param name="giveUp">Told after 64·T1 without an ACK.</param>
internal sealed class AnswerRepeater(SipStack stack, SipFlow flow, byte[] answer, Action giveUp) : ITimerUser
{
    private readonly Lock _gate = new();
    private TimeSpan _interval = stack.Timings.T1;
    private TimeSpan _waited;
    private SipTimer? _timer;
    private bool _stopped;

    public bool IsWaiting => !_stopped;

    public void Start() => Schedule();

    /// <summary>The ACK came, or nobody needs it any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            _timer?.Stop();
        }
    }

    void ITimerUser.OnTimer(int kind)
    {
        if (_stopped)
        {
            return;
        }

        _waited += _interval;

        if (_waited >= stack.Timings.Timeout)
        {
            Stop();
            giveUp();
            return;
        }

        flow.Send(answer);
        _interval = Shorter(_interval * 2, Shorter(stack.Timings.T2, stack.Timings.Timeout - _waited));
        Schedule();
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private void Schedule()
    {
        lock (_gate)
        {
            if (!_stopped)
            {
                _timer = stack.Timers.Start(_interval, this, 0);
            }
        }
    }
}
