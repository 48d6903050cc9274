using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>When guessing locks a place, for how long, and how much it slows. Pure: times in, decision out.</summary>
internal static class GuessRule
{
    /// <summary>How long a wrong try counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>However often it was locked before.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromHours(24);

    /// <summary>Nobody waits longer because of what others tried elsewhere.</summary>
    public static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>After so long without a lock, the next one is the first again.</summary>
    public static readonly TimeSpan Forgotten = TimeSpan.FromHours(24);

    private const int UnknownIdsForEachPin = 2;

    /// <summary>The lock that these tries make, or null when they do not.</summary>
    /// <param name="tries">Wrong ones, and those of which it is not known yet.</param>
    /// <param name="most">As many as lock.</param>
    /// <param name="before">The last lock of the same place, if it is remembered.</param>
    public static GuessLock? Lock(
        IEnumerable<DateTimeOffset> tries, int most, GuessLock? before, GuessLimits limits, DateTimeOffset now)
    {
        // What has locked once does not lock again.
        var counted = tries.Count(at => at > now - Window && (before is null || at > before.From));

        if (counted < most)
        {
            return null;
        }

        var series = before is not null && now - before.Until < Forgotten ? before : null;
        var times = (series?.Times ?? 0) + 1;

        return new GuessLock(now, now + LengthOf(times, limits.FirstLock), (series?.Count ?? 0) + counted, times);
    }

    /// <summary>How long the next try of a person waits for its answer, after so many at all places together.</summary>
    public static TimeSpan DelayAfter(int triesEverywhere, GuessLimits limits)
    {
        // The first few cost nobody a second: they are somebody's own mistakes.
        var beyond = triesEverywhere - limits.WrongPins;

        return beyond <= 0
            ? TimeSpan.Zero
            : Shorter(TimeSpan.FromSeconds(Math.Pow(2, Math.Min(beyond - 1, 16))), LongestDelay);
    }

    public static GuessLimits LimitsOf(Account account) => new(
        account.LockAfter,
        account.LockAfter * UnknownIdsForEachPin,
        TimeSpan.FromMinutes(account.LockMinutes));

    private static TimeSpan LengthOf(int times, TimeSpan first) =>
        Shorter(first * Math.Pow(2, Math.Min(times - 1, 16)), LongestLock);

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;
}

/// <summary>What an account allows.</summary>
/// <param name="WrongPins">So many of one person at one place lock that pair.</param>
/// <param name="UnknownIds">So many at one desk lock its log-in.</param>
/// <param name="FirstLock">Each further one lasts twice as long.</param>
internal sealed record GuessLimits(int WrongPins, int UnknownIds, TimeSpan FirstLock);

/// <summary>From when until when, after how many tries in all, and the how manieth it is in a row.</summary>
internal sealed record GuessLock(DateTimeOffset From, DateTimeOffset Until, int Count, int Times)
{
    public bool IsInForce(DateTimeOffset now) => Until > now;
}
