using System.Net;
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

    private async Task<Guid> SiteAsync(string name) => (await Pbx.Api.PostAsync("/sites", new { name })).Id();

    private async Task<AdminApi> ManagerOfAsync(Guid site)
    {
        await Pbx.Api.PostAsync(
            "/users", new { username = "mia", password = Password, role = "site-manager", siteIds = new[] { site } });

        return await AdminApi.LogInAsync(Pbx.Server.Http[0], Password, "mia");
    }
}
