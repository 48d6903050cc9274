namespace Perch.Events;

/// <summary>How long to wait after so many tries in vain.</summary>
internal static class RetryWaits
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <param name="failedTries">At least one.</param>
    public static TimeSpan After(int failedTries) =>
        failedTries > 10 ? Longest : TimeSpan.FromTicks(Math.Min(First.Ticks << (failedTries - 1), Longest.Ticks));
}
