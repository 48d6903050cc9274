using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>RFC 4028 §10: refreshes the session in time, or ends it when the other side does not.</summary>
internal sealed class SessionClock(ISipTimers timers, Action refresh, Action expired) : ITimerUser
{
    private readonly Lock _gate = new();
    private SipTimer? _timer;

    public SessionInterval? Interval { get; private set; }

    /// <summary>Begins, or begins anew after a refresh.</summary>
    public void Start(SessionInterval interval)
    {
        lock (_gate)
        {
            _timer?.Stop();
            Interval = interval;
            _timer = timers.Start(interval.WeRefresh ? interval.RefreshAfter : interval.EndAfter, this, 0);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _timer?.Stop();
            Interval = null;
        }
    }

    void ITimerUser.OnTimer(int kind)
    {
        if (Interval is not { } interval)
        {
            return;
        }

        if (interval.WeRefresh)
        {
            refresh();
        }
        else
        {
            expired();
        }
    }
}
