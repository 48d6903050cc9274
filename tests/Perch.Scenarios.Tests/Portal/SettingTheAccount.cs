using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class SettingTheAccount(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task What_is_wrong_stands_at_its_field_and_what_is_right_is_saved()
    {
        var page = await LoggedInAsync();
        await GoToAsync(page, "Settings");

        await page.GetByLabel("Time zone").FillAsync("Mars/North");
        await SaveAsync(page);
        await Expect(page.GetByText("Must be a time zone such as Europe/Berlin.")).ToBeVisibleAsync();
        await page.GetByLabel("Time zone").FillAsync("Europe/Berlin");
        await page.GetByLabel("Country").SelectOptionAsync("DE");
        await SaveAsync(page);
        await Expect(page.GetByText("The settings are saved.")).ToBeVisibleAsync();

        var saved = await Pbx.Api.GetAsync("/settings");
        Assert.Equal(("Europe/Berlin", "DE"), ((string?)saved["timeZone"], (string?)saved["country"]));
    }

    [Fact]
    public async Task Revert_brings_back_what_is_stored()
    {
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/settings/hot-desking");

        await page.GetByLabel("Lock after wrong PINs").FillAsync("9");
        await page.GetByLabel("Minutes of the first lock").FillAsync("60");
        await page.GetByRole(AriaRole.Button, new() { Name = "Revert" }).ClickAsync();

        await Expect(page.GetByLabel("Lock after wrong PINs")).ToHaveValueAsync("5");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Save" })).ToBeDisabledAsync();
    }

    [Fact]
    public async Task A_rule_that_was_typed_and_taken_away_again_says_nothing()
    {
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/settings/hot-desking");

        await page.GetByLabel("When", new() { Exact = true }).SelectOptionAsync("own");
        await page.GetByLabel("Daily at").FillAsync("03:00");
        await page.GetByLabel("When", new() { Exact = true }).SelectOptionAsync("");
        await page.GetByLabel("Lock after wrong PINs").FillAsync("4");
        await SaveAsync(page);
        await Expect(page.GetByText("The settings are saved.")).ToBeVisibleAsync();

        Assert.Null((await Pbx.Api.GetAsync("/settings"))["hotDesk"]!["defaults"]!["autoLogOut"]);
    }

    [Fact]
    public async Task A_key_is_shown_once_and_its_making_is_in_the_audit()
    {
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/settings/api-keys/new");

        await page.GetByLabel("Name").FillAsync("Payroll");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make the key" }).ClickAsync();
        await Expect(page.GetByLabel("API key", new() { Exact = true })).ToHaveValueAsync(new Regex("^perch_key_.{40,}$"));
        await page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await Expect(page.GetByText("never shown again")).ToHaveCountAsync(0);

        await page.GotoAsync(Portal + "/settings/audit");
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "admin added the API key Payroll" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Help_has_the_codes_of_the_account()
    {
        await Pbx.Api.PutAsync("/feature-codes/hotdesk-login", new { code = "*801" });
        var page = await LoggedInAsync();

        await GoToAsync(page, "Help");

        await Expect(page.GetByText("pick up the handset and dial *801.")).ToBeVisibleAsync();
    }

    private static Task SaveAsync(IPage page) => page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
}
