namespace Perch.TestKit.Time;

/// <summary>
/// A clock that stands still until <see cref="Advance"/>. What falls due has been done when that returns, on the thread
/// that advanced. Reading the clock, and starting a timer, never does the work of other timers: the reader may be a
/// media thread that holds a lock of its own.
/// </summary>
public class FakeClock(DateTimeOffset start) : TimeProvider
{
    private readonly Lock _advancing = new();
    private readonly Lock _gate = new();
    private readonly List<FakeTimer> _running = [];
    private long _now = start.UtcTicks;
    private long _scheduled;

    public FakeClock()
        : this(new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero))
    {
    }

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(Volatile.Read(ref _now), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _now);

    /// <summary>Jumps, then does what fell due on the way, in its order.</summary>
    public void Advance(TimeSpan by)
    {
        lock (_advancing)
        {
            Interlocked.Add(ref _now, by.Ticks);
            FireDue();
        }
    }

    /// <summary>Advances to a moment that is not in the past.</summary>
    public void SetUtcNow(DateTimeOffset moment)
    {
        lock (_advancing)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(moment, GetUtcNow());
            Advance(moment - GetUtcNow());
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new FakeTimer(this, callback, state);
        timer.Change(dueTime, period);

        return timer;
    }

    /// <summary>Whether somebody waits for exactly this moment: until then, advancing to it would wake nobody.</summary>
    public bool IsAwaited(DateTimeOffset moment)
    {
        lock (_gate)
        {
            return _running.Exists(timer => timer.Due == moment.UtcTicks);
        }
    }

    internal void Schedule(FakeTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (_gate)
        {
            _running.Remove(timer);

            if (dueTime == Timeout.InfiniteTimeSpan)
            {
                return;
            }

            timer.Due = _now + dueTime.Ticks;
            timer.Order = ++_scheduled;
            timer.Period = period.Ticks > 0 ? period.Ticks : 0;
            _running.Add(timer);
        }

        // As with real timers, what is due at once runs beside the one who asked for it.
        if (dueTime == TimeSpan.Zero)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Advance(TimeSpan.Zero), this, preferLocal: false);
        }
    }

    private void FireDue()
    {
        while (TakeDue() is { } timer)
        {
            timer.Fire();
        }
    }

    private FakeTimer? TakeDue()
    {
        lock (_gate)
        {
            var timer = _running.Where(timer => timer.Due <= _now).MinBy(timer => (timer.Due, timer.Order));

            if (timer is { Period: > 0 })
            {
                timer.Due += timer.Period;
                timer.Order = ++_scheduled;
            }
            else if (timer is not null)
            {
                _running.Remove(timer);
            }

            return timer;
        }
    }
}
