using System.Globalization;

namespace Perch.HotDesking;

/// <summary>
/// How long a desk was used in each ISO week. Pure. Weeks begin on Monday at midnight where the desk stands; people who
/// share a desk use it once.
/// </summary>
internal static class WeeksOfUse
{
    /// <param name="sessions">In any order; they may overlap.</param>
    /// <param name="zone">Of the place where the desk stands.</param>
    public static IReadOnlyList<WeekOfUse> Of(IEnumerable<Span> sessions, TimeZoneInfo zone)
    {
        var weeks = new SortedDictionary<string, TimeSpan>(StringComparer.Ordinal);

        foreach (var span in Merged(sessions))
        {
            for (var from = span.From; from < span.To;)
            {
                var (week, ends) = WeekAt(from, zone);
                var to = ends < span.To ? ends : span.To;
                weeks[week] = weeks.GetValueOrDefault(week) + (to - from);
                from = to;
            }
        }

        return [.. weeks.Select(week => new WeekOfUse(week.Key, Math.Round(week.Value.TotalHours, 4)))];
    }

    private static IEnumerable<Span> Merged(IEnumerable<Span> sessions)
    {
        Span? open = null;

        foreach (var next in sessions.OrderBy(session => session.From))
        {
            if (open is { } current && next.From <= current.To)
            {
                open = current with { To = next.To > current.To ? next.To : current.To };
                continue;
            }

            if (open is { } done)
            {
                yield return done;
            }

            open = next;
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    private static (string Week, DateTimeOffset Ends) WeekAt(DateTimeOffset time, TimeZoneInfo zone)
    {
        var here = TimeZoneInfo.ConvertTime(time, zone).DateTime;
        var monday = here.Date.AddDays(-(((int)here.DayOfWeek + 6) % 7));
        var next = monday.AddDays(7);
        var ends = new DateTimeOffset(next, zone.GetUtcOffset(next));
        var week = $"{ISOWeek.GetYear(here):0000}-W{ISOWeek.GetWeekOfYear(here):00}";

        // Where clocks go back at midnight on a Monday, the same week ends twice: time goes on all the same.
        return (week, ends > time ? ends : time + TimeSpan.FromHours(1));
    }
}

/// <summary>From one instant to another.</summary>
internal readonly record struct Span(DateTimeOffset From, DateTimeOffset To);

/// <param name="Week">Such as <c>2026-W10</c>.</param>
/// <param name="Hours">In which anybody was logged in.</param>
internal sealed record WeekOfUse(string Week, double Hours);
