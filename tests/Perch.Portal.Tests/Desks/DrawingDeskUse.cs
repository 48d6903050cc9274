namespace Perch.Portal.Tests;

public sealed class DrawingDeskUse
{
    private static readonly TimeZoneInfo Kolkata = TimeZoneInfo.FindSystemTimeZoneById("Asia/Kolkata");

    [Fact]
    public void A_session_counts_in_the_hours_of_the_place_where_the_desk_stands()
    {
        var heat = new HeatOfUse();

        // Monday 23:30 to Tuesday 01:00 there.
        heat.Add(new(2026, 3, 2, 18, 0, 0, TimeSpan.Zero), new(2026, 3, 2, 19, 30, 0, TimeSpan.Zero), Kolkata);

        Assert.Equal(0.5 / 4, heat.At(DayOfWeek.Monday, 23));
        Assert.Equal(1.0 / 4, heat.At(DayOfWeek.Tuesday, 0));
        Assert.Equal(0, heat.At(DayOfWeek.Tuesday, 1));
        Assert.Equal(1.0 / 4, heat.Most);
    }

    [Fact]
    public void A_desk_that_is_always_taken_is_one_desk_at_every_hour()
    {
        var heat = new HeatOfUse();
        var end = new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

        heat.Add(end - HeatOfUse.Period, end, TimeZoneInfo.Utc);

        Assert.All(Enum.GetValues<DayOfWeek>(), day => Assert.All(Enumerable.Range(0, 24), hour => Assert.Equal(1, heat.At(day, hour), 6)));
    }
}
