namespace Perch.Transport;

/// <summary>One running timer; a link in the list of its wheel slot.</summary>
public sealed class SipTimer
{
    private readonly SipTimers _wheel;

    internal SipTimer(SipTimers wheel, ITimerUser user, int kind, long due)
    {
        _wheel = wheel;
        User = user;
        Kind = kind;
        Due = due;
    }

    internal ITimerUser User { get; }

    internal int Kind { get; }

    internal long Due { get; }

    internal bool Linked { get; set; }

    internal SipTimer? Previous { get; set; }

    internal SipTimer? Next { get; set; }

    public void Stop() => _wheel.Stop(this);
}
