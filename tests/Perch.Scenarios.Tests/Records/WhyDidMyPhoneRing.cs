using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Records;

/// <summary><c>GET /calls/{id}/explanation</c>, through the whole server.</summary>
public sealed class WhyDidMyPhoneRing : OfficeTest
{
    [Fact]
    public async Task Every_phone_of_the_person_is_explained_whether_it_rang_or_not()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var off = await Pbx.PhoneOfAsync(alice, "switched off");
        var unplugged = await Pbx.UnpluggedAsync("unplugged", new { ownerId = alice.Id });
        var window = await Pbx.DeskAsync("window desk");
        var colleague = await Pbx.DeskAsync("colleague");
        await Pbx.Api.PatchAsync($"/devices/{off.Id}", new { ringState = "off" });
        await window.LogInAsync(alice);

        await TalkAndHangUpAsync(colleague, alice, window, own);
        var call = (await Pbx.RecordAsync(alice.Extension)).Id();

        Assert.Equal(["own-phone", "rings", "answered-elsewhere"], await Pbx.Api.WhysAsync(call, own));
        Assert.Equal(["desk", "rings", "answered"], await Pbx.Api.WhysAsync(call, window));
        Assert.Equal(["switched-off"], await Pbx.Api.WhysAsync(call, off));
        Assert.Equal(["own-phone", "never-registered"], await Pbx.Api.WhysAsync(call, unplugged));
        Assert.Equal("The caller hung up.", (await Pbx.Api.ExplainAsync(call))[^1]);
    }

    [Fact]
    public async Task A_guest_keeps_the_owners_calls_away()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var bob = await Pbx.UserAsync("Bob", "202");
        var own = await Pbx.TelephoneAsync("alices phone", new { ownerId = alice.Id, hotDeskUse = "always" });
        var colleague = await Pbx.DeskAsync("colleague");
        await own.LogInAsync(bob);

        await colleague.Phone.DialInVainAsync(alice.Extension);
        var call = (await Pbx.RecordAsync(alice.Extension)).Id();

        Assert.Contains(
            "The phone “alices phone” does not ring: a guest, Bob (202), is logged in there, so its owner's calls go elsewhere.",
            await Pbx.Api.ExplainAsync(call));
    }

    [Theory]
    [InlineData(486, "busy", "all-busy")]
    [InlineData(603, "declined", "refused")]
    [InlineData(404, "unreachable", "unavailable")]
    public async Task A_phone_that_does_not_take_the_call_is_named_with_what_it_said(int status, string why, string ending)
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var colleague = await Pbx.DeskAsync("colleague");

        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.ShouldRingAsync();
        await own.Phone.RejectAsync(status);
        await colleague.Phone.ShouldEndAsync();
        var record = await Pbx.RecordAsync(alice.Extension);

        Assert.Equal(["own-phone", "rings", why], await Pbx.Api.WhysAsync(record.Id(), own));
        Assert.Equal(ending, (string?)record["ending"]);
    }

    [Fact]
    public async Task A_call_that_still_rings_is_explained_by_its_id_and_by_the_Call_ID_of_the_phone()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);
        var colleague = await Pbx.DeskAsync("colleague");
        colleague.Phone.StartDialling(alice.Extension);
        await own.Phone.ShouldRingAsync();

        var call = Assert.Single(await Pbx.Api.ListAsync("/calls")).Id();
        var live = await Pbx.Api.GetAsync($"/calls/{call}/explanation");

        Assert.Equal("live", (string?)live["state"]);
        Assert.Equal(["own-phone", "rings"], await Pbx.Api.WhysAsync(call, own));

        var sipCallId = (string)live["sipCallId"]!;
        Assert.Equal(await Pbx.Api.ExplainAsync(call), await Pbx.Api.ExplainAsync(sipCallId));

        await colleague.Phone.HangUpAsync();
        await Pbx.RecordAsync(alice.Extension);
        Assert.Equal("The caller gave up before anybody answered.", (await Pbx.Api.ExplainAsync(sipCallId))[^1]);
    }

    [Fact]
    public async Task A_number_that_nobody_has_is_said_to_be_one()
    {
        var colleague = await Pbx.DeskAsync("colleague");

        await colleague.Phone.DialInVainAsync("nobody");

        Assert.Equal(
            ["Nothing in this account has the number that was dialled.", "The caller was told that there is no such number."],
            await Pbx.Api.ExplainAsync((await Pbx.RecordAsync("nobody")).Id()));
    }

    private static async Task TalkAndHangUpAsync(Telephone caller, Person called, Telephone answers, Telephone other)
    {
        caller.Phone.StartDialling(called.Extension);
        await answers.Phone.ShouldRingAsync();
        await other.Phone.ShouldRingAsync();
        await answers.Phone.AnswerAsync();
        await caller.Phone.ShouldBeAnsweredAsync();
        await other.Phone.ShouldEndAsync();
        await caller.Phone.HangUpAsync();
        await answers.Phone.ShouldEndAsync();
    }
}
