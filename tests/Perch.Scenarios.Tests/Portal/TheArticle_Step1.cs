using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>Step 1 of the article: phones that belong to nobody.</summary>
public sealed class TheArticle_Step1(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task An_existing_device_becomes_a_desk()
    {
        var anna = await Pbx.UserAsync("Anna", "201");
        var device = await Pbx.UnpluggedAsync(
            "Old phone", new { ownerId = anna.Id, macAddress = "001565aabbcc", brand = "Yealink", model = "T46S" });
        var page = await LoggedInAsync();

        await GoToAsync(page, "Devices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Old phone" }).ClickAsync();
        await Choose(page, "Assign To", "- No Owner -");
        await page.GetByLabel("Device Nickname").FillAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "SIP" }).ClickAsync();
        await page.GetByLabel("Username").FillAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Basic" }).ClickAsync();
        await Expect(page.GetByLabel("Device MAC Address")).ToHaveValueAsync("001565aabbcc");
        await Expect(page.GetByLabel("Model")).ToHaveValueAsync("T46S");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByText("Hotdesk1 is saved.")).ToBeVisibleAsync();
        var saved = await Pbx.Api.GetAsync($"/devices/{device.Id}");
        Assert.Null((string?)saved["ownerId"]);
        Assert.Equal("Hotdesk1", (string?)saved["nickname"]);
        Assert.Equal("Hotdesk1", (string?)saved["sip"]!["username"]);
        Assert.Equal("Hotdesk1", Assert.Single(await Pbx.Api.ListAsync("/desks"))["nickname"]!.ToString());
    }

    [Fact]
    public async Task A_new_device_is_a_desk_at_once()
    {
        var page = await LoggedInAsync();

        await GoToAsync(page, "Devices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add device" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "VoIP Phone" }).ClickAsync();
        await page.GetByLabel("Device Nickname").FillAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "SIP" }).ClickAsync();
        await Expect(page.GetByLabel("Username")).ToHaveValueAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Basic" }).ClickAsync();
        await page.GetByLabel("Device MAC Address").FillAsync("00-15-65-AA-BB-CC");
        await Expect(page.GetByLabel("Device MAC Address")).ToHaveValueAsync("00:15:65:aa:bb:cc");
        await page.GetByLabel("Brand").FillAsync("Yealink");
        await page.GetByLabel("Model").FillAsync("T46S");
        await Expect(page.GetByLabel("Assign To")).ToHaveValueAsync("- No Owner -");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hotdesk1" })).ToBeVisibleAsync();
        var saved = Assert.Single(await Pbx.Api.ListAsync("/devices"));
        Assert.Equal("001565aabbcc", (string?)saved["macAddress"]);
        Assert.Equal("Hotdesk1", (string?)saved["sip"]!["username"]);
        Assert.Single(await Pbx.Api.ListAsync("/desks"));
    }

    [Fact]
    public async Task A_space_in_a_user_name_is_refused_at_its_field()
    {
        var page = await LoggedInAsync();

        await page.GotoAsync(Portal + "/devices/new");
        await page.GetByLabel("Device Nickname").FillAsync("Hot desk 1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "SIP" }).ClickAsync();
        await Expect(page.GetByLabel("Username")).ToHaveValueAsync("Hot-desk-1");
        await page.GetByLabel("Username").FillAsync("Hot desk 1");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Basic" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();

        await Expect(page.GetByLabel("Username")).ToHaveAttributeAsync("aria-invalid", "true");
        await Expect(page.Locator("#f-sip-username-error")).ToContainTextAsync("only letters");
        Assert.Empty(await Pbx.Api.ListAsync("/devices"));
    }

    private static async Task Choose(IPage page, string label, string text)
    {
        await page.GetByLabel(label).ClickAsync();
        await page.Locator(".mud-popover-open").GetByText(text, new() { Exact = true }).ClickAsync();
    }
}
