using System.Net;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Api;

/// <summary>api.md: <c>?expand=user,device</c> on calls.</summary>
public sealed class ExpandingCalls : OfficeTest
{
    [Fact]
    public async Task The_person_and_the_phone_stand_beside_their_ids()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        await own.Phone.DialAsync("*13*");
        await own.Phone.HeardAsync("hotdesk-enter-id");

        var bare = Assert.Single(await Pbx.Api.ListAsync("/calls"));
        var call = Assert.Single(await Pbx.Api.ListAsync("/calls?expand=user,device"));
        var one = await Pbx.Api.GetAsync($"/calls/{call.Id()}?expand=device");

        Assert.Equal((null, null), (bare["user"], bare["device"]));
        Assert.Equal((alice.Id, "201"), (Guid.Parse((string)call["userId"]!), (string?)call["user"]!["extension"]));
        Assert.Equal(own.Id, call["device"]!.Id());
        Assert.Equal((null, own.Id), (one["user"], one["device"]!.Id()));
    }

    [Theory]
    [InlineData("/calls?expand=site")]
    [InlineData("/calls/01957f3e-0000-7000-8000-000000000000?expand=user,owner")]
    public async Task Anything_else_is_400_and_named(string path)
    {
        var (status, problem) = await Pbx.Api.TryGetAsync(path);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(["expand"], problem!["errors"]!.AsObject().Select(wrong => wrong.Key));
    }
}
