using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.TestKit.Time;
using Xunit;

namespace Perch.Transport.Tests;

public sealed class TimersOnTheWheel : IDisposable
{
    private readonly FakeClock _clock = new();
    private readonly SipStack _stack;
    private readonly Recorder _recorder;

    public TimersOnTheWheel()
    {
        _stack = new(_clock, NullLoggerFactory.Instance);
        _recorder = new(_stack.Timers);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(500)]
    [InlineData(10_240)]
    [InlineData(3_600_000)]
    public void A_timer_fires_once_never_early_and_at_most_10_ms_late(int milliseconds)
    {
        _stack.Timers.Start(TimeSpan.FromMilliseconds(milliseconds), _recorder, 1);

        _clock.Advance(TimeSpan.FromMilliseconds(Math.Max(milliseconds - 1, 0)));
        Assert.Empty(_recorder.Fired);
        _clock.Advance(TimeSpan.FromMilliseconds(11));
        _clock.Advance(TimeSpan.FromSeconds(20));

        Assert.Equal([1], _recorder.Fired);
    }

    [Fact]
    public void A_stopped_timer_stays_silent()
    {
        var first = _stack.Timers.Start(TimeSpan.FromSeconds(1), _recorder, 1);
        _stack.Timers.Start(TimeSpan.FromSeconds(1), _recorder, 2);

        first.Stop();
        first.Stop();
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal([2], _recorder.Fired);
    }

    [Fact]
    public void A_clock_that_jumps_fires_everything_in_order()
    {
        _recorder.Again = (after: TimeSpan.FromMilliseconds(500), times: 3);
        _stack.Timers.Start(TimeSpan.FromSeconds(2.5), _recorder, 9);
        _stack.Timers.Start(TimeSpan.FromMilliseconds(500), _recorder, 1);

        _clock.Advance(TimeSpan.FromSeconds(3));

        Assert.Equal([1, 1, 1, 1, 9], _recorder.Fired);
    }

    [Fact]
    public void A_user_that_throws_does_not_stop_the_wheel()
    {
        _stack.Timers.Start(TimeSpan.FromMilliseconds(20), new Thrower(), 1);
        _stack.Timers.Start(TimeSpan.FromMilliseconds(20), _recorder, 2);

        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([2], _recorder.Fired);
    }

    /// <summary>Each live call kept the one before it, through timers that were long over, and that one the next.</summary>
    [Fact]
    public void A_timer_that_is_over_keeps_nobody_elses_user()
    {
        var (kept, older) = StopTwoOfOneSlot();

        GC.Collect();

        Assert.False(older.IsAlive);
        GC.KeepAlive(kept);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private (SipTimer Newer, WeakReference Older) StopTwoOfOneSlot()
    {
        var user = new Thrower();
        var older = _stack.Timers.Start(TimeSpan.FromSeconds(1), user, 1);
        var newer = _stack.Timers.Start(TimeSpan.FromSeconds(1), _recorder, 2);
        newer.Stop();
        older.Stop();

        return (newer, new(user));
    }

    public void Dispose() => _stack.Dispose();

    private sealed class Recorder(ISipTimers timers) : ITimerUser
    {
        public List<int> Fired { get; } = [];

        public (TimeSpan after, int times) Again { get; set; }

        public void OnTimer(int kind)
        {
            Fired.Add(kind);

            if (kind == 1 && Again.times > 0)
            {
                Again = Again with { times = Again.times - 1 };
                timers.Start(Again.after, this, kind);
            }
        }
    }

    private sealed class Thrower : ITimerUser
    {
        public void OnTimer(int kind) => throw new InvalidOperationException("a bug");
    }
}
