using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;
using Perch.TestKit.Network;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>The bell, and mail by Debian's Exim.</summary>
public sealed class HearingWhatGoesWrong(Browsers browsers) : PortalTest(browsers)
{
    protected override Func<ServerOptions, ServerOptions>? Change => options => options with { LocalMail = true };

    [Fact]
    public async Task The_bell_counts_what_is_new_until_it_is_read()
    {
        var page = await LoggedInAsync();
        await DisplaceAsync();
        var bell = page.GetByRole(AriaRole.Link, new() { Name = "Notifications" });
        await Expect(bell).ToContainTextAsync("unread");

        await bell.ClickAsync();
        await Expect(page.GetByText("Alice was displaced from “window desk”: somebody else logged in there.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Mark all as read" }).ClickAsync();

        await Expect(bell).Not.ToContainTextAsync("unread");
        Assert.Empty(await Pbx.Api.ListAsync("/notifications?read=false"));
    }

    [Fact]
    public async Task Who_chose_mail_gets_it()
    {
        await using var exim = await EximServer.StartAsync();
        var me = (await Pbx.Api.ListAsync("/users")).Single(user => (string?)user["username"] == "admin");
        await Pbx.Api.PatchAsync($"/users/{me.Id()}", new { email = "admin@example.com" });
        await Pbx.Api.PatchAsync(
            "/settings", new { mail = new { host = "localhost", port = exim.Port, security = "none", from = "perch@example.com" } });
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/notifications");

        var displaced = page.GetByRole(AriaRole.Group, new() { Name = "Somebody is displaced from a desk" });
        await displaced.GetByLabel("By mail").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Your choice is saved.")).ToBeVisibleAsync();
        await DisplaceAsync();

        var mail = await exim.NextAsync();
        Assert.Contains("To: admin@example.com", mail, StringComparison.Ordinal);
        Assert.Contains("Subject: Perch: somebody was displaced from a desk", mail, StringComparison.Ordinal);
    }

    private async Task DisplaceAsync()
    {
        var (alice, bob) = (await Pbx.UserAsync("Alice", "201"), await Pbx.UserAsync("Bob", "202"));
        var window = await Pbx.DeskAsync("window desk");
        await Pbx.Api.PostAsync("/hot-desk-sessions", new { userId = alice.Id, deviceId = window.Id });
        await Pbx.Api.PostAsync("/hot-desk-sessions", new { userId = bob.Id, deviceId = window.Id, takeover = true });

        while (await Pbx.Api.ListAsync("/notifications?kind=displaced") is [])
        {
            Pbx.Clock.Advance(TimeSpan.FromSeconds(10));
        }
    }
}
