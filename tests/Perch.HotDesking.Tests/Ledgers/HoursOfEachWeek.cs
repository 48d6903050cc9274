using Xunit;

namespace Perch.HotDesking.Tests.Ledgers;

/// <summary>hotdesk.md §5: how many hours was each desk used per week, by the clock of the place.</summary>
public sealed class HoursOfEachWeek
{
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void A_morning_is_in_one_week() =>
        Assert.Equal(["2026-W10 3"], Weeks(_berlin, ("2026-03-02T08:00Z", "2026-03-02T11:00Z")));

    [Fact]
    public void A_week_begins_on_monday_at_midnight_where_the_desk_stands() =>
        Assert.Equal(
            ["2026-W09 1", "2026-W10 2"], Weeks(_berlin, ("2026-03-01T22:00Z", "2026-03-02T01:00Z")));

    [Fact]
    public void Elsewhere_it_begins_at_another_moment() =>
        Assert.Equal(["2026-W09 2", "2026-W10 1"], Weeks(TimeZoneInfo.Utc, ("2026-03-01T22:00Z", "2026-03-02T01:00Z")));

    [Fact]
    public void People_who_share_a_desk_use_it_once() =>
        Assert.Equal(["2026-W10 4"], Weeks(
            _berlin,
            ("2026-03-02T09:00Z", "2026-03-02T11:00Z"),
            ("2026-03-02T08:00Z", "2026-03-02T10:00Z"),
            ("2026-03-02T08:30Z", "2026-03-02T09:30Z"),
            ("2026-03-02T11:00Z", "2026-03-02T12:00Z")));

    [Fact]
    public void The_week_in_which_clocks_go_forward_has_an_hour_less() =>
        Assert.Equal(["2026-W13 167"], Weeks(_berlin, ("2026-03-22T23:00Z", "2026-03-29T22:00Z")));

    [Fact]
    public void The_last_days_of_december_may_belong_to_the_next_year() =>
        Assert.Equal(["2027-W01 24"], Weeks(TimeZoneInfo.Utc, ("2027-01-04T00:00Z", "2027-01-05T00:00Z")));

    [Fact]
    public void A_year_long_session_has_every_week() =>
        Assert.Equal(53, Weeks(TimeZoneInfo.Utc, ("2026-01-01T00:00Z", "2027-01-01T00:00Z")).Count());

    private static IEnumerable<string> Weeks(TimeZoneInfo zone, params (string From, string To)[] sessions) =>
        WeeksOfUse.Of(
            sessions.Select(session => new Span(Time(session.From), Time(session.To))), zone)
        .Select(week => FormattableString.Invariant($"{week.Week} {week.Hours}"));

    private static DateTimeOffset Time(string text) =>
        DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
