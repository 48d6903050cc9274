namespace Perch.TestKit.Time;

/// <summary>One timer of a <see cref="FakeClock"/>, which guards all but the callback.</summary>
internal sealed class FakeTimer(FakeClock clock, TimerCallback callback, object? state) : ITimer
{
    public long Due { get; set; }

    /// <summary>Decides between timers that are due at the same moment.</summary>
    public long Order { get; set; }

    /// <summary>0 for a timer that fires once.</summary>
    public long Period { get; set; }

    public void Fire() => callback(state);

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        clock.Schedule(this, dueTime, period);

        return true;
    }

    public void Dispose() => clock.Schedule(this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    public ValueTask DisposeAsync()
    {
        Dispose();

        return ValueTask.CompletedTask;
    }
}
