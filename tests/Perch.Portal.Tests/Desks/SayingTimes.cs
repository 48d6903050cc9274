namespace Perch.Portal.Tests;

public sealed class SayingTimes
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 23, 30, 0, TimeSpan.Zero);
    private readonly Clocks _clocks = new(null!, null!, new StoppedClock(), null!);

    [Theory]
    [InlineData("2026-03-02T23:12:00Z", "00:12")]
    [InlineData("2026-03-02T22:40:00Z", "yesterday 23:40")]
    [InlineData("2026-03-03T23:05:00Z", "tomorrow 00:05")]
    [InlineData("2026-02-27T08:00:00Z", "27 Feb 09:00")]
    [InlineData("2025-12-24T08:00:00Z", "24 Dec 2025 09:00")]
    public void The_day_is_that_of_the_place(string at, string said) =>
        Assert.Equal(said, _clocks.Say(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), Berlin));

    [Fact]
    public void The_place_is_named_where_its_clock_shows_something_else()
    {
        Assert.Equal("Berlin time", _clocks.NameIfElsewhere(Now, Berlin));
        Assert.Null(_clocks.NameIfElsewhere(Now, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_time_that_was_entered_is_of_the_clock_that_it_was_entered_for() =>
        Assert.Equal("2026-07-01T10:00:00Z", Clocks.Wire(Clocks.At(new(2026, 7, 1, 12, 0, 0), Berlin)));

    private sealed class StoppedClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
