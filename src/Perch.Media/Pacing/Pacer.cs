using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Perch.Media;

/// <summary>Something that sends a packet each packet time.</summary>
internal interface IPaced
{
    /// <summary>Milliseconds until its next turn after this one.</summary>
    int PacketTimeMs { get; }

    /// <summary>Sends what is due; false when there is nothing more, and the pacer forgets it.</summary>
    bool SendDue();
}

/// <summary>
/// One thread that gives every playing port its turn. Deadlines are absolute, so that no lateness adds up, and the
/// ports are spread over ticks of 5 ms, so that they do not all send at once.
/// </summary>
internal sealed class Pacer : IDisposable
{
    private const int TickMs = 5;

    /// <summary>After a stop this long (a suspended machine), what was missed is not sent in one burst.</summary>
    private static readonly long MaxLateness = Stopwatch.Frequency / 5;

    private static readonly long TickLength = Stopwatch.Frequency * TickMs / 1000;

    private readonly ConcurrentQueue<IPaced> _starting = new();
    private readonly List<Turn> _turns = [];
    private readonly AutoResetEvent _wake = new(false);
    private readonly ILogger _logger;
    private readonly PaceMetrics _metrics;
    private readonly Thread _thread;
    private volatile bool _idle = true;
    private volatile bool _stopped;

    public Pacer(ILogger logger, PaceMetrics metrics)
    {
        _metrics = metrics;
        _logger = logger;
        _thread = new Thread(Run)
        {
            IsBackground = true,
            Name = "perch media pacer",
            Priority = ThreadPriority.Highest,
        };
        _thread.Start();
    }

    /// <summary>Gives <paramref name="paced"/> its first turn at once, or at the next tick. Never blocks.</summary>
    public void Start(IPaced paced)
    {
        _starting.Enqueue(paced);

        if (_idle)
        {
            _wake.Set();
        }
    }

    public void Dispose()
    {
        _stopped = true;
        _wake.Set();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run()
    {
        while (!_stopped)
        {
            _idle = true;

            // Whoever enqueues after this look finds the pacer idle and wakes it.
            if (_starting.IsEmpty)
            {
                _wake.WaitOne();
            }

            _idle = false;
            RunWhileBusy();
        }
    }

    private void RunWhileBusy()
    {
        var deadline = Stopwatch.GetTimestamp();
        var tick = 0L;

        while (!_stopped)
        {
            while (_starting.TryDequeue(out var paced))
            {
                _turns.Add(new Turn(paced, tick));
            }

            if (_turns.Count == 0)
            {
                return;
            }

            TakeTurns(tick++, deadline);
            deadline = NextDeadline(deadline);
            PacerClock.SleepUntil(deadline);
        }
    }

    private static long NextDeadline(long deadline)
    {
        var now = Stopwatch.GetTimestamp();

        return now - deadline > MaxLateness ? now + TickLength : deadline + TickLength;
    }

    private void TakeTurns(long tick, long due)
    {
        for (var index = _turns.Count - 1; index >= 0; index--)
        {
            var turn = _turns[index];

            if (turn.Due > tick)
            {
                continue;
            }

            var hasMore = TrySend(turn.Paced);
            _metrics.Left(due);

            if (hasMore)
            {
                var ticks = Math.Max(1, turn.Paced.PacketTimeMs / TickMs);
                _turns[index] = turn with { Due = turn.Due + ticks };
            }
            else
            {
                _turns.RemoveAt(index);
            }
        }
    }

    private bool TrySend(IPaced paced)
    {
        try
        {
            return paced.SendDue();
        }
        catch (Exception exception)
        {
            // A bug met by one port must not stop the prompts of all others.
            MediaLog.PacingFailed(_logger, exception);

            return false;
        }
    }

    private readonly record struct Turn(IPaced Paced, long Due);
}
