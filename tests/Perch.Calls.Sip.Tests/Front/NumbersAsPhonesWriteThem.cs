using Perch.Calls.Sip.Tests.Office;
using Xunit;

namespace Perch.Calls.Sip.Tests.Front;

/// <summary>What stands in the Request-URI for one and the same number.</summary>
public sealed class NumbersAsPhonesWriteThem : SmallOffice
{
    [Theory]
    [InlineData("+1-555-0100")]
    [InlineData("+1.555.0100")]
    [InlineData("+1(555)0100")]
    [InlineData("+1%20555%200100")]
    [InlineData("+1%2D(555)-0100;phone-context=perch.test")]
    public void Visual_separators_are_not_dialled(string written)
    {
        Routing["+15550100"] = Rings(Bob);

        Alice.Dial(written);
        Settle();

        Assert.True(Bob.IsRinging);
    }

    [Theory]
    [InlineData("%2A11%23", "*11#")]
    [InlineData("*11%23", "*11#")]
    [InlineData("*11#", "*11#")]
    [InlineData("anna-maria", "anna-maria")]
    [InlineData("j.doe", "j.doe")]
    public void Keys_and_names_are_taken_as_they_are(string written, string dialled)
    {
        Routing[dialled] = Rings(Bob);

        Alice.Dial(written);
        Settle();

        Assert.True(Bob.IsRinging);
    }
}
