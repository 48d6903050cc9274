using Microsoft.Extensions.Logging;

namespace Perch.Transport;

/// <summary>A hashed wheel of 10 ms slots: starting and stopping cost the same however many timers run.</summary>
internal sealed partial class SipTimers : ISipTimers, IDisposable
{
    private const int Slots = 1024;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly long _origin;
    private readonly ITimer _ticker;
    private readonly Lock _gate = new();
    private readonly SipTimer?[] _slots = new SipTimer?[Slots];
    private readonly List<SipTimer> _due = [];
    private long _done;
    private int _count;
    private int _firingThread;
    private int _turning;

    public SipTimers(TimeProvider time, ILogger log)
    {
        _time = time;
        _log = log;
        _origin = time.GetTimestamp();
        _ticker = time.CreateTimer(
            static wheel => ((SipTimers)wheel!).Turn(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public SipTimer Start(TimeSpan after, ITimerUser user, int kind)
    {
        lock (_gate)
        {
            var now = Now();
            var due = Math.Max((now + after.Ticks + Tick.Ticks - 1) / Tick.Ticks, _done + 1);
            var timer = new SipTimer(this, user, kind, due) { Linked = true, Next = _slots[due % Slots] };

            if (timer.Next is { } next)
            {
                next.Previous = timer;
            }

            _slots[due % Slots] = timer;

            // An empty wheel stands still, so that an idle server sleeps.
            if (_count++ == 0)
            {
                _done = Math.Max(_done, (now / Tick.Ticks) - 1);
                _ticker.Change(Tick, Tick);
            }

            return timer;
        }
    }

    public void Dispose() => _ticker.Dispose();

    internal void Stop(SipTimer timer)
    {
        lock (_gate)
        {
            Unlink(timer);
        }
    }

    /// <summary>
    /// Inside a callback it is the callback's own moment, so that what timers start follows exactly even where the
    /// clock jumped over several of them.
    /// </summary>
    private long Now() =>
        _firingThread == Environment.CurrentManagedThreadId
            ? _done * Tick.Ticks
            : _time.GetElapsedTime(_origin).Ticks;

    private void Turn()
    {
        if (Interlocked.Exchange(ref _turning, 1) != 0)
        {
            return;
        }

        _firingThread = Environment.CurrentManagedThreadId;
        var target = _time.GetElapsedTime(_origin).Ticks / Tick.Ticks;

        while (TakeDue(target))
        {
            foreach (var timer in _due)
            {
                Fire(timer);
            }
        }

        _firingThread = 0;
        Volatile.Write(ref _turning, 0);
    }

    private bool TakeDue(long target)
    {
        lock (_gate)
        {
            _due.Clear();

            if (_done >= target || _count == 0)
            {
                _done = Math.Max(_done, target);
                return false;
            }

            _done++;

            for (var timer = _slots[_done % Slots]; timer is not null; timer = timer.Next)
            {
                if (timer.Due <= _done)
                {
                    _due.Add(timer);
                }
            }

            // The list is newest first.
            _due.Reverse();

            return true;
        }
    }

    private void Fire(SipTimer timer)
    {
        lock (_gate)
        {
            if (!timer.Linked)
            {
                return;
            }

            Unlink(timer);
        }

        try
        {
            timer.User.OnTimer(timer.Kind);
        }
        catch (Exception failure)
        {
            TimerFailed(failure, timer.Kind);
        }
    }

    private void Unlink(SipTimer timer)
    {
        if (!timer.Linked)
        {
            return;
        }

        timer.Linked = false;
        timer.Next?.Previous = timer.Previous;

        if (timer.Previous is { } previous)
        {
            previous.Next = timer.Next;
        }
        else
        {
            _slots[timer.Due % Slots] = timer.Next;
        }

        // Whoever keeps a timer that is over must not keep its neighbours, nor theirs, for ever.
        timer.Previous = null;
        timer.Next = null;

        if (--_count == 0)
        {
            _ticker.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A timer of kind {Kind} failed")]
    private partial void TimerFailed(Exception failure, int kind);
}
