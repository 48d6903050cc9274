using System.Collections.Concurrent;
using Perch.TestKit.Time;

namespace Perch.HotDesking.Tests;

/// <summary>Lets nobody wait for an answer about a PIN, and remembers how long they would have.</summary>
internal sealed class HurriedClock(DateTimeOffset start) : FakeClock(start)
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime <= TimeSpan.Zero || dueTime > GuessRule.LongestDelay)
        {
            return base.CreateTimer(callback, state, dueTime, period);
        }

        _waits.Enqueue(dueTime);
        return base.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}
