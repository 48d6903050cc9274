using System.Net;
using Perch.Scenarios.Tests.Events;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Api;

/// <summary>A site manager looks after the desks of their sites, and knows of no others.</summary>
public sealed class SiteManagers : OfficeTest
{
    private const string Password = "eleven wise monkeys";

    [Fact]
    public async Task They_see_and_change_the_desks_of_their_sites_only()
    {
        var (berlin, paris) = (await SiteAsync("Berlin"), await SiteAsync("Paris"));
        var ours = await Pbx.DeskAsync("berlin desk", new { siteId = berlin });
        var theirs = await Pbx.DeskAsync("paris desk", new { siteId = paris });
        using var manager = await ManagerOfAsync(berlin);

        Assert.Equal(ours.Id, Assert.Single(await manager.ListAsync("/devices")).Id());
        Assert.Equal(HttpStatusCode.NotFound, (await manager.TryGetAsync($"/devices/{theirs.Id}")).Status);
        await manager.PatchAsync($"/devices/{ours.Id}", new { nickname = "by the window" });
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => manager.PatchAsync($"/devices/{theirs.Id}", new { nickname = "mine" }));
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => manager.PatchAsync($"/devices/{ours.Id}", new { siteId = paris }));
        Assert.Equal(HttpStatusCode.BadRequest, (await manager.TryPostAsync(
            "/devices", new { nickname = "stray", sip = new { username = "stray" } })).Status);
    }

    [Fact]
    public async Task They_log_people_in_and_out_at_their_sites_only()
    {
        var alice = await Pbx.UserAsync("Alice", "201");
        var (berlin, paris) = (await SiteAsync("Berlin"), await SiteAsync("Paris"));
        var ours = await Pbx.DeskAsync("berlin desk", new { siteId = berlin });
        var theirs = await Pbx.DeskAsync("paris desk", new { siteId = paris });
        using var manager = await ManagerOfAsync(berlin);

        Assert.Equal(HttpStatusCode.BadRequest, (await manager.TryPostAsync(
            "/hot-desk-sessions", new { userId = alice.Id, deviceId = theirs.Id })).Status);
        var session = await manager.PostAsync("/hot-desk-sessions", new { userId = alice.Id, deviceId = ours.Id });
        await manager.DeleteAsync($"/hot-desk-sessions/{session.Id()}");

        await theirs.LogInAsync(alice);
        Assert.Empty(await manager.ListAsync("/hot-desk-sessions?open=true"));
    }

    [Fact]
    public async Task They_hear_of_the_desks_of_their_sites_and_of_no_others()
    {
        var (alice, bob) = (await Pbx.UserAsync("Alice", "201"), await Pbx.UserAsync("Bob", "202"));
        var (berlin, paris) = (await SiteAsync("Berlin"), await SiteAsync("Paris"));
        var ours = await Pbx.DeskAsync("berlin desk", new { siteId = berlin });
        var theirs = await Pbx.DeskAsync("paris desk", new { siteId = paris });
        using var manager = await ManagerOfAsync(berlin);
        using var managers = await EventReader.ListenAsync(manager);
        using var everything = await EventReader.ListenAsync(Pbx.Api);

        await theirs.LogInAsync(bob);
        await Pbx.Api.PatchAsync($"/devices/{theirs.Id}", new { nickname = "another desk" });
        await Pbx.Api.PatchAsync($"/users/{bob.Id}", new { lastName = "Miller" });
        await Pbx.Api.PatchAsync($"/sites/{paris}", new { name = "Lyon" });
        await ours.LogInAsync(alice);
        await Pbx.Api.PatchAsync($"/sites/{berlin}", new { name = "Hamburg" });
        var heard = await UntilSiteAsync(managers, berlin);

        Assert.Contains(heard, told => told.Type == "desk.logged_in" && (Guid)told.Data["userId"]! == alice.Id);
        Assert.DoesNotContain(heard, told => told.Envelope.ToJsonString() is var text
            && new[] { theirs.Id, bob.Id, paris }.Any(id => text.Contains(id.ToString(), StringComparison.Ordinal)));
        Assert.Contains(await UntilSiteAsync(everything, berlin), told => (Guid?)told.Data["userId"] == bob.Id);
    }

    private static async Task<IReadOnlyList<StreamedEvent>> UntilSiteAsync(EventReader reader, Guid site)
    {
        List<StreamedEvent> heard = [];

        do
        {
            heard.Add(await reader.NextAsync());
        }
        while (heard[^1].Type != "config.changed" || (string?)heard[^1].Data["id"] != site.ToString());

        return heard;
    }

    private async Task<Guid> SiteAsync(string name) => (await Pbx.Api.PostAsync("/sites", new { name })).Id();

    private async Task<AdminApi> ManagerOfAsync(Guid site)
    {
        await Pbx.Api.PostAsync(
            "/users", new { username = "mia", password = Password, role = "site-manager", siteIds = new[] { site } });

        return await AdminApi.LogInAsync(Pbx.Server.Http[0], Password, "mia");
    }
}
