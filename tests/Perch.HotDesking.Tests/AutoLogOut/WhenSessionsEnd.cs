using Perch.Directory;
using Xunit;

namespace Perch.HotDesking.Tests.AutoLogOut;

using AutoLogOut = Perch.Directory.AutoLogOut;

/// <summary>hotdesk.md §3, automatic log-out, as a decision.</summary>
public sealed class WhenSessionsEnd
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    // Monday at nine in Berlin.
    private static readonly DateTimeOffset Nine = Utc("2026-03-02T08:00");

    [Fact]
    public void Nothing_ends_what_no_rule_speaks_about()
    {
        Assert.Null(Next(AutoLogOut.Never));
    }

    [Fact]
    public void After_so_many_hours()
    {
        Assert.Equal(new LogOutDue(Nine.AddHours(8.5), EndReason.MaxHours), Next(new() { AfterHours = 8.5 }));
    }

    [Fact]
    public void Daily_at_a_time_that_clocks_at_the_site_show()
    {
        Assert.Equal(
            new LogOutDue(Utc("2026-03-03T02:00"), EndReason.Daily), Next(new() { DailyAt = new TimeOnly(3, 0) }));
    }

    [Theory]
    [InlineData("2026-03-03T01:59", "2026-03-03T02:00")]
    [InlineData("2026-03-03T02:00", "2026-03-04T02:00")]
    [InlineData("2026-03-03T23:30", "2026-03-04T02:00")]
    public void It_is_the_first_such_time_after_the_log_in(string start, string due)
    {
        Assert.Equal(Utc(due), LogOutRule.FirstAfter(Utc(start), new TimeOnly(3, 0), Berlin));
    }

    // In the night to 29 March the clocks go from 2 to 3, in that to 25 October from 3 back to 2.
    [Theory]
    [InlineData("2026-03-28T12:00", "03:00", "2026-03-29T01:00")]
    [InlineData("2026-03-28T12:00", "02:30", "2026-03-29T01:00")]
    [InlineData("2026-03-29T12:00", "02:30", "2026-03-30T00:30")]
    [InlineData("2026-10-24T12:00", "02:30", "2026-10-25T00:30")]
    [InlineData("2026-10-25T00:45", "02:30", "2026-10-26T01:30")]
    [InlineData("2026-10-24T12:00", "03:00", "2026-10-25T02:00")]
    public void Where_the_clocks_change_it_still_comes_once_a_day(string start, string time, string due)
    {
        Assert.Equal(Utc(due), LogOutRule.FirstAfter(Utc(start), TimeOnly.Parse(time), Berlin));
    }

    [Fact]
    public void After_so_long_without_a_call_counted_from_the_log_in_or_the_last_call()
    {
        var rule = new AutoLogOut { AfterIdleMinutes = 30 };

        Assert.Equal(new LogOutDue(Nine.AddMinutes(30), EndReason.Idle), Next(rule));
        Assert.Equal(
            new LogOutDue(Nine.AddMinutes(50), EndReason.Idle), Next(rule, new(Nine.AddMinutes(20), null)));
        Assert.Equal(
            new LogOutDue(Nine.AddMinutes(30), EndReason.Idle), Next(rule, new(Nine.AddMinutes(-20), null)));
    }

    [Fact]
    public void After_so_long_unregistered_and_not_while_the_phone_can_be_reached()
    {
        var rule = new AutoLogOut { AfterUnregisteredMinutes = 10 };

        Assert.Null(Next(rule));
        Assert.Equal(
            new LogOutDue(Nine.AddMinutes(15), EndReason.Unregistered), Next(rule, new(null, Nine.AddMinutes(5))));
        Assert.Equal(
            new LogOutDue(Nine.AddMinutes(10), EndReason.Unregistered), Next(rule, new(null, Nine.AddMinutes(-5))));
    }

    [Fact]
    public void Of_several_the_first_ends_it()
    {
        var rule = new AutoLogOut { AfterHours = 8, DailyAt = new TimeOnly(12, 0), AfterIdleMinutes = 240 };

        Assert.Equal(EndReason.Daily, Next(rule)?.Reason);
        Assert.Equal(EndReason.MaxHours, Next(rule, new(Nine.AddHours(9), null), Nine.AddHours(3.5))?.Reason);
    }

    [Fact]
    public void A_person_who_says_something_decides_about_hours_and_time_and_the_desk_about_the_rest()
    {
        var desk = new AutoLogOut { AfterHours = 8, DailyAt = new TimeOnly(3, 0), AfterIdleMinutes = 30 };

        Assert.Equal(desk, LogOutRule.For(person: null, desk));
        Assert.Equal(
            new AutoLogOut { AfterHours = 2, AfterIdleMinutes = 30 }, LogOutRule.For(new() { AfterHours = 2 }, desk));
    }

    private static LogOutDue? Next(AutoLogOut rule, DeskFacts? facts = null, DateTimeOffset? start = null) =>
        LogOutRule.Next(start ?? Nine, facts ?? DeskFacts.None, rule, Berlin);

    private static DateTimeOffset Utc(string time) =>
        new(DateTime.Parse(time, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);
}
