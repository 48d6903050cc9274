using Xunit;

namespace Perch.Sip.Tests.Rfc7616;

public sealed class Section3_4_5_NonceCounts
{
    private NonceCounts _counts;

    [Fact]
    public void A_count_is_good_once()
    {
        Assert.True(Use(1, 1));
        Assert.False(Use(1, 1));
        Assert.True(Use(1, 2));
        Assert.False(Use(1, 1));
    }

    [Fact]
    public void Datagrams_may_overtake_each_other()
    {
        Assert.True(Use(1, 5));
        Assert.True(Use(1, 3));
        Assert.True(Use(1, 4));
        Assert.False(Use(1, 3));
        Assert.False(Use(1, 5));
    }

    [Fact]
    public void What_is_far_behind_counts_as_used()
    {
        Assert.True(Use(1, 100));
        Assert.True(Use(1, 37));
        Assert.False(Use(1, 36));
        Assert.True(Use(1, 1000));
        Assert.False(Use(1, 100));
    }

    [Fact]
    public void Several_nonces_are_in_use_at_once()
    {
        Assert.True(Use(1, 1));
        Assert.True(Use(2, 1));
        Assert.True(Use(1, 2));
        Assert.False(Use(2, 1));
    }

    [Fact]
    public void A_nonce_that_was_dropped_for_newer_ones_never_comes_back()
    {
        for (var stamp = 1; stamp <= NonceCounts.MaxKept + 1; stamp++)
        {
            Assert.True(Use(stamp, 1));
        }

        Assert.False(Use(1, 1));
        Assert.False(Use(1, 2));
        Assert.True(Use(2, 2));
    }

    [Fact]
    public void Of_the_oldest_and_an_older_one_the_oldest_kept_stays()
    {
        for (var stamp = 10; stamp < 10 + NonceCounts.MaxKept; stamp++)
        {
            Use(stamp, 1);
        }

        Assert.False(Use(5, 1));
        Assert.True(Use(10, 2));
    }

    private bool Use(long stamp, uint count) => _counts.TryUse(new(stamp, true), count);
}
