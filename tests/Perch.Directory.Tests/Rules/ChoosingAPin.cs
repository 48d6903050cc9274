namespace Perch.Directory.Tests.Rules;

public class ChoosingAPin
{
    [Theory]
    [InlineData("2580")]
    [InlineData("1357")]
    [InlineData("1123")]
    [InlineData("8420571")]
    [InlineData("121213")]
    [InlineData("830285720193847")]
    public void A_pin_that_is_hard_to_guess_is_taken(string pin) =>
        Assert.Null(PinRules.Check(pin, hotDeskId: "204", extension: "1004"));

    [Theory]
    [InlineData("", PinFault.TooShort)]
    [InlineData("258", PinFault.TooShort)]
    [InlineData("8302857201938475", PinFault.TooLong)]
    [InlineData("25a0", PinFault.NotDigits)]
    [InlineData("25*0", PinFault.NotDigits)]
    [InlineData("٢٥٨٠", PinFault.NotDigits)]
    [InlineData("0000", PinFault.Repeats)]
    [InlineData("99999999", PinFault.Repeats)]
    [InlineData("1212", PinFault.Repeats)]
    [InlineData("472472", PinFault.Repeats)]
    [InlineData("1234", PinFault.Run)]
    [InlineData("9876", PinFault.Run)]
    [InlineData("7890", PinFault.Run)]
    [InlineData("123456789012345", PinFault.Run)]
    [InlineData("20471", PinFault.OwnId)]
    [InlineData("1004", PinFault.OwnExtension)]
    public void A_pin_that_is_easy_to_guess_or_cannot_be_dialled_is_refused_with_the_reason(string pin, PinFault fault)
    {
        Assert.Equal(fault, PinRules.Check(pin, hotDeskId: "20471", extension: "1004"));
        Assert.NotEmpty(PinRules.Explain(fault));
    }

    [Fact]
    public void What_can_be_saved_can_be_dialled()
    {
        var longest = "830285720193847";

        Assert.Equal(DirectoryLimits.PinMaxDigits, longest.Length);
        Assert.Null(PinRules.Check(longest, null, null));
        Assert.Equal(PinFault.TooLong, PinRules.Check(longest + "2", null, null));
    }
}
