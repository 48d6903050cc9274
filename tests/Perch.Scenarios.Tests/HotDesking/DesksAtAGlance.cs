using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.HotDesking;

/// <summary>api.md, <c>/desks</c>: what each desk is doing, and who sits there.</summary>
public sealed class DesksAtAGlance : OfficeTest
{
    [Fact]
    public async Task Who_sits_there_since_when_and_how()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.DeskAsync("corridor desk");
        await window.LogInAsync(alice, "4711");

        var desks = await Pbx.Api.ListAsync("/desks?sort=nickname");

        Assert.Equal(["corridor desk", "window desk"], desks.Select(desk => (string?)desk["nickname"]));
        Assert.Empty(desks[0]["occupants"]!.AsArray());
        var occupant = Assert.Single(desks[1]["occupants"]!.AsArray())!;
        Assert.Equal(
            (alice.Id.ToString(), "Alice", "phone"),
            ((string?)occupant["userId"], (string?)occupant["name"], (string?)occupant["how"]));
        Assert.StartsWith("2026-03-02T09:0", (string?)occupant["since"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_phone_is_ready_then_rings_then_talks()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        var corridor = await Pbx.DeskAsync("corridor desk");
        await window.LogInAsync(alice, "4711");
        Assert.Equal("ready", await StateAsync(window));

        corridor.Phone.StartDialling(alice.Extension);
        await window.Phone.ShouldRingAsync();
        Assert.Equal("ringing", await StateAsync(window));
        Assert.Equal("on-call", await StateAsync(corridor));

        await window.Phone.AnswerAsync();
        Assert.Equal("on-call", await StateAsync(window));

        await window.Phone.HangUpAsync();
        await corridor.Phone.ShouldEndAsync();
        Assert.Equal("ready", await StateAsync(window));
    }

    [Fact]
    public async Task One_that_never_registered_is_offline_and_one_switched_off_disabled()
    {
        var unplugged = await Pbx.UnpluggedAsync("unplugged desk", new { });
        var off = await Pbx.DeskAsync("old desk");
        await Pbx.Api.PatchAsync($"/devices/{off.Id}", new { enabled = false });

        Assert.Equal("offline", await StateAsync(unplugged));
        Assert.Equal("disabled", await StateAsync(off));
    }

    [Fact]
    public async Task An_own_phone_is_no_desk()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var own = await Pbx.PhoneOfAsync(alice);

        Assert.Empty(await Pbx.Api.ListAsync("/desks"));
        Assert.Equal(404, (int)(await Pbx.Api.TryGetAsync($"/desks/{own.Id}")).Status);
    }

    [Fact]
    public async Task Desks_are_found_by_name_occupant_and_state()
    {
        var alice = await Pbx.UserAsync("Alice", "201", pin: "4711");
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.DeskAsync("corridor desk");
        await window.LogInAsync(alice, "4711");

        foreach (var query in (string[])["q=window", "q=alice", $"user={alice.Id}", "occupied=true", "nickname=window%20desk"])
        {
            Assert.Equal("window desk", (string?)Assert.Single(await Pbx.Api.ListAsync($"/desks?{query}"))["nickname"]);
        }

        Assert.Equal(2, (await Pbx.Api.ListAsync("/desks?state=ready")).Count);
        Assert.Equal(400, (int)(await Pbx.Api.TryGetAsync("/desks?state=asleep")).Status);
    }

    private async Task<string?> StateAsync(Telephone desk) =>
        (string?)((JsonNode)await Pbx.Api.GetAsync($"/desks/{desk.Id}"))["state"];
}
