using Perch.Scenarios.Tests.Office;
using Perch.Sip;

namespace Perch.Scenarios.Tests.Front;

/// <summary>RFC 3261 §25.1: a name of any letters reaches the called phone's display as it was written.</summary>
public sealed class NamesOnTheWire : OfficeTest
{
    [Theory]
    [InlineData("Zoë", "Müller", "\"Zoë Müller\" <")]
    [InlineData("Ann \"Annie\"", "O'Neill \\ Sons", "\"Ann \\\"Annie\\\" O'Neill \\\\ Sons\" <")]
    [InlineData("\\", "\"", "\"\\\\ \\\"\" <")]
    [InlineData("<sip:boss@office.test>;tag=1,", "山田", "\"<sip:boss@office.test>;tag=1, 山田\" <")]
    public async Task The_called_phone_shows_it(string first, string last, string onTheWire)
    {
        var caller = await Pbx.Api.PostAsync(
            "/users", new { username = "caller", firstName = first, lastName = last, extension = "201" });
        var own = await Pbx.TelephoneAsync("caller's phone", new { ownerId = caller.Id() });
        var bob = await Pbx.UserAsync("Bob", "202");
        var bobs = await Pbx.PhoneOfAsync(bob);

        own.Phone.StartDialling(bob.Extension);
        var call = await bobs.Phone.ShouldRingAsync();

        Assert.Equal(($"{first} {last}", "201"), (call.Name, call.Number));
        Assert.StartsWith(onTheWire, call.InviteHeader(HeaderId.From), StringComparison.Ordinal);
    }
}
