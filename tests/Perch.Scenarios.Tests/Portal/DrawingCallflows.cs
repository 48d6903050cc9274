using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class DrawingCallflows(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task All_is_done_by_keyboard_and_undone()
    {
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/callflows/new");

        await page.Locator(".tile", new() { HasText = "Hot Desk login" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".flow .box", new() { HasText = "Hot Desk login" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Click to add number" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#new-number")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("*801");
        await Expect(page.Locator("#new-number")).ToHaveValueAsync("*801");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".cell", new() { HasText = "*801" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Undo" }).PressAsync("Enter");
        await Expect(page.Locator(".cell", new() { HasText = "*801" })).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Redo" }).PressAsync("Enter");
        await Expect(page.Locator(".cell", new() { HasText = "*801" })).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).PressAsync("Enter");
        await Expect(page.GetByText("*801 Hot Desk login is saved.")).ToBeVisibleAsync();
        var saved = Assert.Single(await Pbx.Api.ListAsync("/callflows"));
        Assert.Equal("*801", (string?)saved["numbers"]![0]);
        Assert.Equal("hotdesk-login", (string?)saved["flow"]!["program"]);
    }

    [Fact]
    public async Task A_number_that_somebody_has_is_told_before_it_is_added()
    {
        await Pbx.UserAsync("Anna", "204");
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/callflows/new");

        await page.GetByRole(AriaRole.Button, new() { Name = "Click to add number" }).ClickAsync();
        await page.Locator("#new-number").FillAsync("204");

        await Expect(page.Locator("#number-says")).ToContainTextAsync("Anna");
    }

    [Fact]
    public async Task A_code_that_another_feature_has_is_refused_at_its_field()
    {
        var page = await LoggedInAsync();
        await GoToAsync(page, "Feature Codes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show All" }).ClickAsync();

        await page.GetByLabel("Code of Enable Hot Desking").FillAsync("*12");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByLabel("Code of Enable Hot Desking")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.GetByText("Is taken by “Disable Hot Desking”")).ToBeVisibleAsync();
    }
}
