namespace Perch.Transport;

/// <summary>Many short timers, most of which are stopped before they fire. Thread-safe; exact to 10 ms, never early.</summary>
public interface ISipTimers
{
    /// <param name="after">From now.</param>
    /// <param name="user">Told once, on a timer thread, unless the timer is stopped before.</param>
    /// <param name="kind">Given back to the user, who may have several.</param>
    SipTimer Start(TimeSpan after, ITimerUser user, int kind);
}

/// <summary>Who waits for a timer.</summary>
public interface ITimerUser
{
    /// <summary>Must not wait. A timer stopped at this very moment may still arrive.</summary>
    void OnTimer(int kind);
}
