using Perch.TestKit.Network;
using Xunit;

namespace Perch.Calls.Sip.Tests;

/// <summary>RFC 3665 §3 and RFC 5359 §2.1 on a network that loses or repeats one datagram at any step.</summary>
public sealed class EachDatagramLostOrRepeated
{
    public static IEnumerable<TheoryDataRow<string, int>> EveryStep() => Scenarios.WithEachDatagram();

    [Theory, MemberData(nameof(EveryStep))]
    public void The_outcome_is_the_same_when_one_datagram_is_lost(string scenario, int number) =>
        Run(scenario, number, Fate.Lost);

    [Theory, MemberData(nameof(EveryStep))]
    public void The_outcome_is_the_same_when_one_datagram_comes_twice(string scenario, int number) =>
        Run(scenario, number, new Fate.Repeated(2));

    private static void Run(string scenario, int number, Fate fate)
    {
        using var office = new AnyOffice();
        var unlucky = office.FirstDatagram + number - 1;
        office.Network.Decide = datagram => datagram.Number == unlucky ? fate : Fate.Arrives;

        Scenarios.All[scenario](office);

        office.ShouldBeQuiet();
        Assert.DoesNotContain(office.Alice.Heard.Concat(office.Bob.Heard), heard => heard.StartsWith("failed", StringComparison.Ordinal));
    }
}
