using Perch.TestKit.Time;
using Xunit;

namespace Perch.Phone.Tests;

/// <summary>
/// Its predecessor did what was due on whichever thread read the clock, often one that moved audio. On a busy machine
/// that thread lost its processor with a timer in hand: 46 seconds passed for a test, and none for the phones.
/// </summary>
public sealed class TheClockOfTheTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly FakeClock _clock = new();

    [Fact]
    public void What_is_due_is_done_by_whoever_advances_and_before_that_returns()
    {
        var threads = new List<Thread>();
        using var timer = _clock.CreateTimer(_ => threads.Add(Thread.CurrentThread), null, Second, Second);
        using var stop = new CancellationTokenSource();
        var reader = new Thread(() => ReadUntil(stop.Token));
        reader.Start();

        for (var second = 1; second <= 1000; second++)
        {
            _clock.Advance(Second);
            Assert.Equal(second, threads.Count);
        }

        stop.Cancel();
        reader.Join();
        Assert.All(threads, thread => Assert.Equal(Thread.CurrentThread, thread));
    }

    [Fact]
    public void A_jump_does_all_that_fell_due_on_the_way_in_its_order()
    {
        var done = new List<string>();
        using var late = _clock.CreateTimer(_ => done.Add("late"), null, 3 * Second, Timeout.InfiniteTimeSpan);
        using var often = _clock.CreateTimer(_ => done.Add("often"), null, Second, 2 * Second);
        using var never = _clock.CreateTimer(_ => done.Add("never"), null, 6 * Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(5 * Second);

        Assert.Equal(["often", "late", "often", "often"], done);
    }

    [Fact]
    public void A_timer_can_be_changed_and_stopped_from_within()
    {
        var count = 0;
        ITimer? timer = null;
        timer = _clock.CreateTimer(
            _ =>
            {
                count++;
                timer!.Change(count < 3 ? Second : Timeout.InfiniteTimeSpan, Second);
            },
            null, Second, Timeout.InfiniteTimeSpan);

        _clock.Advance(Second);
        _clock.Advance(Second);
        _clock.Advance(60 * Second);

        Assert.Equal(3, count);
        timer.Dispose();
    }

    [Fact]
    public async Task What_is_due_at_once_waits_for_nobody()
    {
        var done = new TaskCompletionSource();
        using var timer = _clock.CreateTimer(_ => done.SetResult(), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);

        await done.Task.WaitAsync(TestContext.Current.CancellationToken);
    }

    private void ReadUntil(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _ = _clock.GetTimestamp();
        }
    }
}
