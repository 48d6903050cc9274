namespace Perch.Backup;

/// <summary>When the next backup is due.</summary>
internal static class NightlyTime
{
    private static readonly TimeSpan OneHour = TimeSpan.FromHours(1);

    /// <param name="now">Later than this.</param>
    /// <param name="at">By the clocks of the zone; where they skip it, an hour later.</param>
    /// <param name="zone">Of the account.</param>
    public static DateTimeOffset NextAfter(DateTimeOffset now, TimeOnly at, TimeZoneInfo zone)
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

        return Enumerable.Range(0, 3).Select(days => At(today.AddDays(days), at, zone)).First(due => due > now);
    }

    private static DateTimeOffset At(DateOnly day, TimeOnly at, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(at);
        var real = zone.IsInvalidTime(local) ? local + OneHour : local;

        return new DateTimeOffset(real, zone.GetUtcOffset(real)).ToUniversalTime();
    }
}
