namespace Perch.Directory.Tests.Rules;

/// <summary>hotdesk.md §4.4, emergency call: which numbers, by the site's, else the account's country.</summary>
public class CallingForHelpByCountry
{
    [Theory]
    [InlineData(null, "112", true)]
    [InlineData(null, "911", true)]
    [InlineData(null, "999", true)]
    [InlineData(null, "110", false)]
    [InlineData("DE", "112", true)]
    [InlineData("DE", "110", true)]
    [InlineData("DE", "911", false)]
    [InlineData("US", "911", true)]
    [InlineData("US", "112", false)]
    [InlineData("GB", "999", true)]
    [InlineData("FR", "15", true)]
    [InlineData("ZA", "10111", true)]
    [InlineData("XX", "112", true)]
    [InlineData("DE", "1120", false)]
    [InlineData("DE", "11", false)]
    [InlineData("DE", "", false)]
    public void Each_country_has_its_own_numbers(string? country, string dialled, bool callsForHelp) =>
        Assert.Equal(callsForHelp, EmergencyNumbers.Has(country, outsidePrefix: null, dialled));

    [Theory]
    [InlineData("112", true)]
    [InlineData("110", true)]
    [InlineData("9911", true)]
    [InlineData("201", false)]
    [InlineData("00123112", false)]
    public void Before_the_phone_is_known_any_country_counts(string dialled, bool mayBe) =>
        Assert.Equal(mayBe, EmergencyNumbers.IsOneSomewhere(dialled));

    [Theory]
    [InlineData("9", "9911", true)]
    [InlineData("9", "911", true)]
    [InlineData("9", "99911", false)]
    [InlineData("0", "9911", false)]
    [InlineData(null, "9911", false)]
    public void Behind_the_outside_prefix_they_work_too(string? prefix, string dialled, bool callsForHelp) =>
        Assert.Equal(callsForHelp, EmergencyNumbers.Has("US", prefix, dialled));
}
