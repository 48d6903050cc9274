using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Perch.Scenarios.Tests.Office;
using Perch.Sip;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>
/// reliability.md H4: a log-out leaves nothing of the person at the desk. What is there to be left so far is who calls
/// from it, what it may call, and what rings there.
/// </summary>
public sealed partial class H4_NothingIsLeft : OfficeTest
{
    private static readonly HeaderId[] Identity =
        [HeaderId.From, HeaderId.PAssertedIdentity, HeaderId.To, HeaderId.UserAgent];

    [Fact]
    public async Task The_next_INVITE_from_the_desk_is_the_bare_desks_as_before_the_log_in()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202"));

        var before = await InviteAsync(window, bobs);
        await window.LogInAsync(alice, "4711");
        var during = await InviteAsync(window, bobs);
        await window.LogOutAsync();
        var after = await InviteAsync(window, bobs);

        Assert.Contains("Alice", during[0], StringComparison.Ordinal);
        Assert.Equal(before, after);
        Assert.All(after, header => Assert.DoesNotContain("Alice", header, StringComparison.Ordinal));
        Assert.All(after, header => Assert.DoesNotContain("201", header, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("moved")]
    [InlineData("taken-over")]
    [InlineData("admin")]
    [InlineData("disabled")]
    public async Task However_the_session_ended(string how)
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk", new { occupiedPolicy = "replace" });
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202"));
        await window.LogInAsync(alice, "4711");

        await EndAsync(how, alice, window);
        var after = await InviteAsync(window, bobs);

        var hers = Assert.Single(await Pbx.SessionsAsync(window), session => session.UserId() == alice.Id);
        Assert.Equal(how, hers.EndReason());
        Assert.All(after, header => Assert.DoesNotContain("Alice", header, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_call_is_recorded_under_nobodys_name_and_her_rights_are_gone()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var bobs = await Pbx.PhoneOfAsync(await Pbx.UserAsync("Bob", "202"));
        await window.LogInAsync(alice, "4711");
        Assert.Equal(404, (await window.Phone.DialInVainAsync("4930123456")).Status);
        await window.LogOutAsync();

        window.Phone.StartDialling("202");
        await bobs.Phone.ShouldRingAsync();
        JsonNode call = Assert.Single(await Pbx.Api.ListAsync("/calls"));

        Assert.Equal((null, null), ((string?)call["userId"], (string?)call["hotDeskSessionId"]));
        await window.Phone.HangUpAsync();
        Assert.Equal(403, (await window.Phone.DialInVainAsync("4930123456")).Status);
    }

    private async Task EndAsync(string how, Person alice, Telephone window)
    {
        switch (how)
        {
            case "moved":
                await (await Pbx.DeskAsync("corridor desk")).LogInAsync(alice, "4711");
                break;

            case "taken-over":
                await window.LogInAsync(await Pbx.UserAsync("Carol", "203", pin: "3690"), "3690");
                break;

            case "admin":
                await Pbx.Api.DeleteAsync($"/hot-desk-sessions/{Assert.Single(await Pbx.OpenSessionsAsync(window)).Id()}");
                break;

            default:
                await Pbx.Api.PatchAsync($"/users/{alice.Id}", new { hotDesk = new { enabled = false } });
                break;
        }
    }

    private static async Task<string[]> InviteAsync(Telephone from, Telephone to)
    {
        from.Phone.StartDialling("202");
        var call = await to.Phone.ShouldRingAsync();
        string[] headers = [.. Identity.Select(header => Tag().Replace(call.InviteHeader(header), ""))];
        await from.Phone.HangUpAsync();
        await to.Phone.ShouldEndAsync();

        return headers;
    }

    [GeneratedRegex(";tag=[^;>]*")]
    private static partial Regex Tag();
}
