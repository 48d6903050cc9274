using Xunit;

namespace Perch.HotDesking.Tests.Guessing;

/// <summary>hotdesk.md §4.1 step 5 as a decision: times in, lock out.</summary>
public sealed class WhenGuessingLocks
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly GuessLimits Limits = new(5, 10, TimeSpan.FromMinutes(15));

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public void Five_wrong_ones_lock_and_four_do_not(int wrong, bool locks)
    {
        var made = Lock(MinutesBefore(Enumerable.Range(0, wrong)));

        Assert.Equal(locks, made is not null);
    }

    [Fact]
    public void The_first_lock_lasts_a_quarter_of_an_hour()
    {
        var made = Lock(MinutesBefore([4, 3, 2, 1, 0]));

        Assert.Equal(new GuessLock(Nine, Nine.AddMinutes(15), Count: 5, Times: 1), made);
    }

    [Fact]
    public void What_is_ten_minutes_old_counts_no_longer()
    {
        Assert.Null(Lock(MinutesBefore([10, 3, 2, 1, 0])));
    }

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(6, 16 * 60)]
    [InlineData(7, 24 * 60)]
    [InlineData(100, 24 * 60)]
    public void Each_further_lock_lasts_twice_as_long_up_to_a_day(int timesBefore, int minutes)
    {
        var before = new GuessLock(Nine.AddHours(-2), Nine.AddHours(-1), 5 * timesBefore, timesBefore);

        var made = Lock(MinutesBefore([4, 3, 2, 1, 0]), before);

        Assert.Equal(TimeSpan.FromMinutes(minutes), made?.Until - made?.From);
        Assert.Equal(5 * (timesBefore + 1), made?.Count);
    }

    [Fact]
    public void After_a_day_without_a_lock_the_next_one_is_the_first_again()
    {
        var before = new GuessLock(Nine.AddHours(-26), Nine.AddHours(-24), Count: 20, Times: 4);

        var made = Lock(MinutesBefore([4, 3, 2, 1, 0]), before);

        Assert.Equal(new GuessLock(Nine, Nine.AddMinutes(15), Count: 5, Times: 1), made);
    }

    [Fact]
    public void What_has_locked_once_does_not_lock_again()
    {
        var before = new GuessLock(Nine.AddMinutes(-3), Nine.AddMinutes(-2), Count: 5, Times: 1);

        Assert.Null(Lock(MinutesBefore([5, 4, 4, 3, 3, 1, 0]), before));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(6, 1)]
    [InlineData(7, 2)]
    [InlineData(10, 16)]
    [InlineData(11, 30)]
    [InlineData(100_000, 30)]
    public void All_places_together_only_slow_and_never_by_more_than_half_a_minute(int tries, int seconds)
    {
        Assert.Equal(TimeSpan.FromSeconds(seconds), GuessRule.DelayAfter(tries, Limits));
    }

    private static IEnumerable<DateTimeOffset> MinutesBefore(IEnumerable<int> minutes) =>
        minutes.Select(ago => Nine.AddMinutes(-ago));

    private static GuessLock? Lock(IEnumerable<DateTimeOffset> tries, GuessLock? before = null) =>
        GuessRule.Lock(tries, Limits.WrongPins, before, Limits, Nine);
}
