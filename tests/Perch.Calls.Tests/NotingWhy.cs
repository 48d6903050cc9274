using Perch.Directory;

namespace Perch.Calls.Tests;

/// <summary>Decisions cost their place, and nobody builds a sentence while a call runs.</summary>
public sealed class NotingWhy
{
    private static readonly DeviceId Window = DeviceId.New(DateTimeOffset.UnixEpoch);

    [Fact]
    public void A_usual_call_costs_one_small_array()
    {
        Note(new Explanation());
        var before = GC.GetAllocatedBytesForCurrentThread();
        var explanation = new Explanation();

        Note(explanation);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 1200);
        Assert.Equal(8, explanation.Decisions.Count);
    }

    [Fact]
    public void A_call_that_goes_round_keeps_its_first_decisions()
    {
        var explanation = new Explanation();

        explanation.Add(new(Why.DialledCallflow));

        for (var round = 0; round < 1000; round++)
        {
            explanation.Add(new(Why.ProgramRuns));
        }

        Assert.Equal(Explanation.Most, explanation.Decisions.Count);
        Assert.Equal(Why.DialledCallflow, explanation.Decisions[0].What);
    }

    [Fact]
    public void Only_what_ends_a_call_is_an_ending() => Assert.Equal(
        Enum.GetValues<Why>().SkipWhile(why => why != Why.CallerHungUp),
        Enum.GetValues<Why>().Where(why => new Decision(why).IsEnding));

    private static void Note(Explanation explanation)
    {
        for (var decision = 0; decision < 8; decision++)
        {
            explanation.Add(new(Why.Rings) { Device = Window });
        }
    }
}
