using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>What holds for each page, with an office in it: for whoever cannot see it, on a small phone, in the dark.</summary>
public sealed class EveryPage(Browsers browsers) : PortalTest(browsers)
{
    private static readonly string[] Serious = ["serious", "critical"];

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Axe_finds_nothing_serious(ColorScheme colours)
    {
        var page = await LoggedInAsync(options: new() { ColorScheme = colours, ReducedMotion = ReducedMotion.Reduce });
        var found = new List<string>();

        foreach (var path in await FurnishedAsync())
        {
            await OpenAsync(page, path);
            var result = await page.RunAxe();
            found.AddRange(result.Violations.Where(fault => Serious.Contains(fault.Impact))
                .Select(fault => $"{path}: {fault.Id}: {fault.Nodes[0].Html}"));
        }

        Assert.True(found.Count == 0, string.Join("\n", found));
    }

    [Fact]
    public async Task Nothing_is_wider_than_a_small_phone()
    {
        var page = await LoggedInAsync(options: new() { ViewportSize = new() { Width = 360, Height = 740 }, HasTouch = true });
        var wide = new List<string>();

        foreach (var path in await FurnishedAsync())
        {
            await OpenAsync(page, path);
            var width = await page.EvaluateAsync<int>("document.documentElement.scrollWidth");

            if (width > 360)
            {
                wide.Add($"{path}: {width}");
            }
        }

        Assert.True(wide.Count == 0, string.Join("\n", wide));
    }

    private async Task OpenAsync(IPage page, string path)
    {
        await page.GotoAsync(Portal + path);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator(".waiting")).ToHaveCountAsync(0);
    }

    /// <summary>An office where something is everywhere, and the addresses of all pages.</summary>
    private async Task<IReadOnlyList<string>> FurnishedAsync()
    {
        var anna = await Pbx.UserAsync("Anna", "204", pin: "4711");
        var desk = await Pbx.DeskAsync("Window desk");
        var own = await Pbx.PhoneOfAsync(anna);
        await desk.LogInAsync(anna, "4711");
        var flow = await Pbx.Api.PostAsync(
            "/callflows", new { name = "Log in", numbers = new[] { "*801" }, flow = new { program = "hotdesk-login" } });
        var site = await Pbx.Api.PostAsync("/sites", new { name = "Main house" });

        return
        [
            "/", "/set-up", "/ledger", "/wall", "/feature-codes", "/callflows", $"/callflows/{flow["id"]}", "/devices", "/devices/new",
            $"/devices/{own.Id}", "/users", "/users/new", $"/users/{anna.Id}", "/calls", "/import", "/my-phone", "/help", "/settings",
            "/settings/hot-desking", "/settings/sites", $"/settings/sites/{site["id"]}", "/settings/api-keys", "/settings/webhooks",
            "/settings/audit", "/settings/security", "/settings/sip", "/settings/mail", "/notifications",
        ];
    }
}
