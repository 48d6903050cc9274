using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>Overview, ledger and wall: where everybody is, what is wrong, and what reception does about it.</summary>
public sealed class DesksAtAGlance(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task A_log_in_at_a_phone_is_in_every_open_browser_at_once()
    {
        var anna = await Pbx.UserAsync("Anna", "204");
        var desk = await Pbx.DeskAsync("Window desk");
        var overview = await LoggedInAsync();
        var wall = await LoggedInAsync();
        await wall.GotoAsync(Portal + "/wall");
        await Expect(wall.GetByText("Nobody is logged in at a desk.")).ToBeVisibleAsync();
        await Expect(Card(overview, "Window desk")).ToContainTextAsync("Free");

        await desk.LogInAsync(anna);

        await Expect(Card(overview, "Window desk")).ToContainTextAsync("Anna · 204");
        await Expect(wall.GetByRole(AriaRole.Listitem)).ToContainTextAsync("Anna");
        await Expect(overview.GetByRole(AriaRole.Button, new() { Name = "1 person at a desk" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Reception_logs_somebody_in_where_somebody_sits_after_being_asked()
    {
        var anna = await Pbx.UserAsync("Anna", "204");
        await Pbx.UserAsync("Jonas", "211");
        var desk = await Pbx.DeskAsync("Window desk");
        await desk.LogInAsync(anna);
        var page = await LoggedInAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Log someone in" }).ClickAsync();
        await page.GetByLabel("Who", new() { Exact = true }).FillAsync("jonas");
        await page.Locator(".mud-popover-open").GetByText("Jonas · 211").ClickAsync();
        await page.GetByLabel("Where").SelectOptionAsync(new SelectOptionValue { Label = "Window desk (Anna)" });
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Window desk is occupied by Anna. Log Anna out and Jonas in?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take over" }).ClickAsync();

        await Expect(Card(page, "Window desk")).ToContainTextAsync("Jonas · 211");
        await Pbx.PassAsync(TimeSpan.FromMinutes(5));
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out Jonas at Window desk" }).ClickAsync();
        await Expect(Card(page, "Window desk")).ToContainTextAsync("last used by Jonas, until 09:05");
        Assert.Empty(await Pbx.OpenSessionsAsync(desk));
    }

    [Fact]
    public async Task A_phone_that_is_offline_is_a_problem_on_top()
    {
        await Pbx.UnpluggedAsync("Lobby desk", new { });
        var page = await LoggedInAsync();

        await Expect(page.GetByText("Lobby desk is offline.")).ToBeVisibleAsync();
        await Expect(Card(page, "Lobby desk")).ToContainTextAsync("Offline");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Ring Lobby desk" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_words_of_the_article_lead_to_its_screens()
    {
        var page = await LoggedInAsync();

        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+k");
        await page.Keyboard.TypeAsync("VoIP Services");

        var found = page.GetByRole(AriaRole.Region, new() { Name = "Found" });
        await Expect(found.GetByRole(AriaRole.Link)).ToHaveTextAsync(["Feature Codes", "Callflows", "Devices", "Users"]);
    }

    [Fact]
    public async Task The_ledger_says_who_sat_where_and_gives_it_as_a_table_that_computes_nothing()
    {
        var anna = await Pbx.UserAsync("=Anna", "204");
        var desk = await Pbx.DeskAsync("Window desk");
        await desk.LogInAsync(anna);
        await desk.LogOutAsync();
        var page = await LoggedInAsync();

        await GoToAsync(page, "Ledger");
        var row = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "=Anna" });
        await Expect(row).ToContainTextAsync("Window desk");
        await Expect(row).ToContainTextAsync("dialled at the desk, logged out");
        var saved = await page.RunAndWaitForDownloadAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Save as CSV" }).ClickAsync());
        var lines = await File.ReadAllLinesAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.StartsWith("'=Anna,204,Window desk,2026-03-02T09:", lines[1]);
    }

    private static ILocator Card(IPage page, string desk) =>
        page.GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = desk }) });
}
