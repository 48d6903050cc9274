using System.Diagnostics;

namespace Perch.Media;

/// <summary>Sleeps until a moment of <see cref="Stopwatch"/>'s clock, to a fraction of a millisecond.</summary>
internal static class PacerClock
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Below this a waiting handle is too coarse, so the portable way spins.</summary>
    private static readonly long Coarse = Stopwatch.Frequency / 500;

    private static readonly ManualResetEvent Never = new(false);

    public static void SleepUntil(long deadline)
    {
        if (OperatingSystem.IsLinux())
        {
            SleepOnLinux(deadline);
        }
        else
        {
            SleepPortably(deadline);
        }
    }

    /// <summary>Stopwatch counts the nanoseconds of CLOCK_MONOTONIC there.</summary>
    private static unsafe void SleepOnLinux(long deadline)
    {
        var until = new LinuxSyscalls.TimeSpec
        {
            Seconds = deadline / NanosecondsPerSecond,
            Nanoseconds = deadline % NanosecondsPerSecond,
        };

        // A signal ends the sleep early; the deadline is absolute, so sleeping again is right.
        while (LinuxSyscalls.SleepUntil(LinuxSyscalls.ClockMonotonic, LinuxSyscalls.AbsoluteTime, &until, null) != 0
            && Stopwatch.GetTimestamp() < deadline)
        {
        }
    }

    private static void SleepPortably(long deadline)
    {
        var left = deadline - Stopwatch.GetTimestamp();

        if (left > Coarse)
        {
            Never.WaitOne((int)((left - Coarse) * 1000 / Stopwatch.Frequency));
        }

        while (Stopwatch.GetTimestamp() < deadline)
        {
            Thread.SpinWait(20);
        }
    }
}
