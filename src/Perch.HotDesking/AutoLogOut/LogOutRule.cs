using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>When a session ends by itself. Pure: what is known of it in, a moment and a reason out.</summary>
internal static class LogOutRule
{
    /// <summary>
    /// What holds for one person at one desk: a person who says something decides about hours and time of day, the desk
    /// about all else.
    /// </summary>
    /// <param name="desk">What the nearest of desk, site and account says.</param>
    public static AutoLogOut For(AutoLogOut? person, AutoLogOut desk) => person is null ? desk : desk with
    {
        AfterHours = person.AfterHours,
        DailyAt = person.DailyAt,
    };

    /// <summary>The first of all that will end it, or null when nothing will.</summary>
    public static LogOutDue? Next(DateTimeOffset start, DeskFacts facts, AutoLogOut rule, TimeZoneInfo zone)
    {
        LogOutDue?[] all =
        [
            rule.AfterHours is { } hours ? new(start.AddHours(hours), EndReason.MaxHours) : null,
            rule.DailyAt is { } time ? new(FirstAfter(start, time, zone), EndReason.Daily) : null,
            rule.AfterIdleMinutes is { } minutes
                ? new(Later(start, facts.LastUsed).AddMinutes(minutes), EndReason.Idle) : null,
            rule.AfterUnregisteredMinutes is { } gone && facts.UnregisteredSince is { } since
                ? new(Later(start, since).AddMinutes(gone), EndReason.Unregistered) : null,
        ];

        return all.OfType<LogOutDue>().MinBy(due => due.At);
    }

    /// <summary>
    /// The next time that clocks in the zone show this. An hour that the clocks leave out: the moment they jump. One
    /// that comes twice: the first time.
    /// </summary>
    internal static DateTimeOffset FirstAfter(DateTimeOffset start, TimeOnly time, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(start, zone).DateTime);
        var today = MomentOf(day, time, zone);

        return today > start ? today : MomentOf(day.AddDays(1), time, zone);
    }

    private static DateTimeOffset MomentOf(DateOnly day, TimeOnly time, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(time);

        if (zone.IsInvalidTime(local))
        {
            return EndOfGap(local, zone);
        }

        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private static DateTimeOffset EndOfGap(DateTime local, TimeZoneInfo zone)
    {
        while (zone.IsInvalidTime(local))
        {
            local = local.AddMinutes(1);
        }

        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) =>
        other is { } at && at > one ? at : one;
}

/// <summary>When a session ends by itself, and why.</summary>
internal sealed record LogOutDue(DateTimeOffset At, EndReason Reason);

/// <summary>What has happened at a desk that ends sessions by not happening again.</summary>
/// <param name="LastUsed">The end of the last call that somebody made or took there.</param>
/// <param name="UnregisteredSince">Null while the phone can be reached.</param>
internal sealed record DeskFacts(DateTimeOffset? LastUsed, DateTimeOffset? UnregisteredSince)
{
    public static DeskFacts None { get; } = new(null, null);
}
