using Perch.Sip;

namespace Perch.Transport;

/// <summary>The two timers of one transaction: one that sends again, one that ends the wait. Used under its lock.</summary>
internal struct TransactionClock
{
    private SipTimer? _sending;
    private SipTimer? _waiting;

    public void Start(ISipTimers timers, ITimerUser user, in TransactionEffect effect)
    {
        ref var slot = ref effect.Timer.Sends() ? ref _sending : ref _waiting;
        slot?.Stop();
        slot = timers.Start(effect.After, user, (int)effect.Timer);
    }

    public void Stop()
    {
        _sending?.Stop();
        _waiting?.Stop();
    }
}
