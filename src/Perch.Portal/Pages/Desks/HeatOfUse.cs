namespace Perch.Portal;

/// <summary>How many desks are in use at each hour of each weekday, by the clocks of the places where they stand.</summary>
public sealed class HeatOfUse
{
    private const int Weeks = 4;

    private readonly double[,] _hours = new double[7, 24];

    /// <summary>So long before now it looks.</summary>
    public static TimeSpan Period { get; } = TimeSpan.FromDays(7 * Weeks);

    public double Most { get; private set; }

    /// <summary>Desks in use on the average.</summary>
    public double At(DayOfWeek day, int hour) => _hours[(int)day, hour] / Weeks;

    /// <summary>Counts what of a session lies between two moments.</summary>
    public void Add(DateTimeOffset from, DateTimeOffset to, TimeZoneInfo zone)
    {
        var at = from;

        while (at < to)
        {
            var there = TimeZoneInfo.ConvertTime(at, zone);
            var next = at + TimeSpan.FromHours(1) - TimeSpan.FromTicks(there.TimeOfDay.Ticks % TimeSpan.TicksPerHour);
            next = next < to ? next : to;
            _hours[(int)there.DayOfWeek, there.Hour] += (next - at).TotalHours;
            Most = Math.Max(Most, At(there.DayOfWeek, there.Hour));
            at = next;
        }
    }
}
