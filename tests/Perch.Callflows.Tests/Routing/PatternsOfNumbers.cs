using System.Diagnostics;

namespace Perch.Callflows.Tests.Routing;

/// <summary>Everybody's calls pass the patterns, so no pattern may be dear.</summary>
public sealed class PatternsOfNumbers
{
    [Theory]
    [InlineData("^\\*5([0-9]*)$", "*5204", "204")]
    [InlineData("\\+?1?([2-9][0-9]{2}[2-9][0-9]{6})", "+12125551234", "2125551234")]
    [InlineData("(?:00|\\+)(49\\d{3,12})", "004930123456", "4930123456")]
    [InlineData("9(1{2,3}|2+|[^*#\\]]?)", "9111", "111")]
    [InlineData("(\\d{1,15}\\*){1,5}", "1*2*3*", "3*")]
    [InlineData("([]{1}7]+)", "7", "7")]
    public void What_people_write_is_a_pattern(string pattern, string dialled, string rest) =>
        Assert.Equal(rest, NumberPattern.Parse(pattern)!.Match(dialled).Groups[1].Value);

    [Theory]
    [InlineData("((a{1,9}){1,9}){1,9}")]
    [InlineData("((1{1,7}){1,7}){1,7}")]
    [InlineData("(((((1{9}){9}){9}){9}){9}){9}")]
    [InlineData("((((((((1{1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99}){1,99})")]
    [InlineData("(1+2+3+){0,100}")]
    [InlineData("(?:[]{1}]{70}){2}")]
    [InlineData("1{129}")]
    [InlineData("1{2147483648}")]
    [InlineData("1{99999999999999999999}")]
    [InlineData("(?x)1{9}{9}")]
    [InlineData("(?#1)1")]
    [InlineData("(?<=1)2")]
    [InlineData("(?<n>1{9})")]
    [InlineData("[0-9-[1]]")]
    [InlineData("(((((((((1)))))))))")]
    [InlineData("1)|(2")]
    [InlineData("(1")]
    [InlineData("[1")]
    [InlineData("1\\")]
    public void What_is_too_large_or_hides_its_size_is_refused(string pattern) =>
        Assert.Null(NumberPattern.Parse(pattern));

    [Theory]
    [InlineData("(a{1,9}){1,9}")]
    [InlineData("(1{1,11}){1,11}")]
    [InlineData("((1{1,5}){1,5}){1,5}")]
    [InlineData("(((1{1,3}){1,3}){1,3}){1,3}")]
    [InlineData("((1{0,2}){1,7}){1,9}")]
    [InlineData("((1*)*)*")]
    [InlineData("(1?){64}1{64}")]
    [InlineData("(.*1.{1,22}){1,5}")]
    [InlineData("((1|11|111){1,5}){1,4}")]
    public void What_is_taken_is_quick_and_small_for_the_worst_number(string pattern)
    {
        var parsed = NumberPattern.Parse(pattern)!;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        parsed.Match(new string('1', 63) + "2");

        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }
}
