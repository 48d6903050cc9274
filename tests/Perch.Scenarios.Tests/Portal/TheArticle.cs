using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using Perch.TestKit.Phones;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>The article from its first step to its last, in a browser, with telephones. Its words are the names of things here.</summary>
public sealed class TheArticle(Browsers browsers) : PortalTest(browsers)
{
    [Fact]
    public async Task All_of_it()
    {
        // What it takes for granted: a user with an extension and a phone, and somebody to call from.
        var anna = await Pbx.Api.PostAsync("/users", new { username = "anna", firstName = "Anna", lastName = "Weber", extension = "204" });
        var annas = await Pbx.TelephoneAsync("Anna's phone", new { ownerId = anna.Id() });
        var colleague = await Pbx.DeskAsync("colleague");
        var page = await LoggedInAsync();

        var desk = await Step1Async(page);
        await Step2WithStandardCodesAsync(page);
        await Step2WithCustomCodesAsync(page);
        await Step3Async(page);
        await Step4Async(page, desk, annas, colleague);
        await Step5Async(page, annas);
    }

    /// <summary>A phone that is unassigned.</summary>
    private async Task<VirtualPhone> Step1Async(IPage page)
    {
        await GoToAsync(page, "Devices");
        await page.GetByRole(AriaRole.Link, new() { Name = "Add device" }).ClickAsync();
        await page.GetByRole(AriaRole.Radio, new() { Name = "VoIP Phone" }).ClickAsync();
        await page.GetByLabel("Device Nickname").FillAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "SIP" }).ClickAsync();
        await page.GetByLabel("Username").FillAsync("Hotdesk1");
        await page.GetByRole(AriaRole.Tab, new() { Name = "Basic" }).ClickAsync();
        await page.GetByLabel("Device MAC Address").FillAsync("001565aabbcc");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Hotdesk1", Exact = true })).ToBeVisibleAsync();

        return await Pbx.PlugAsync(Assert.Single(await Pbx.Api.ListAsync("/devices?nickname=Hotdesk1")));
    }

    private async Task Step2WithStandardCodesAsync(IPage page)
    {
        await Pbx.Api.PutAsync("/feature-codes/hotdesk-login", new { code = "*11", enabled = false });
        await GoToAsync(page, "Feature Codes");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show All" }).ClickAsync();

        foreach (var code in new[] { "Enable Hot Desking", "Disable Hot Desking", "Toggle Hot Desking" })
        {
            await page.GetByLabel(code, new() { Exact = true }).CheckAsync();
        }

        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar").First).ToBeVisibleAsync();
        await Pbx.UntilAsync(() => Enabled("hotdesk-login"), "the log-in code is on");

        bool Enabled(string name) => Pbx.Api.ListAsync("/feature-codes").Result.Any(code =>
            (string?)code["name"] == name && (bool?)code["enabled"] == true);
    }

    private async Task Step2WithCustomCodesAsync(IPage page)
    {
        foreach (var (tile, number) in new[] { ("Hot Desk login", "*801"), ("Hot Desk logout", "*802"), ("Hot Desk toggle", "*803") })
        {
            await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Callflows", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Link, new() { Name = "Add Callflow" }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Hotdesking" }).ClickAsync();
            await page.Locator(".tile", new() { HasText = tile }).DragToAsync(page.Locator(".box.root"));
            await Expect(page.Locator(".box", new() { HasText = tile })).ToBeVisibleAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Click to add number" }).ClickAsync();
            var dialog = page.GetByRole(AriaRole.Dialog);
            await dialog.GetByLabel("Extension").Last.FillAsync(number);
            await dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
            await page.GetByRole(AriaRole.Button, new() { Name = "Save changes" }).ClickAsync();
            await Expect(page.GetByText($"{number} {tile} is saved.")).ToBeVisibleAsync();
        }

        Assert.Equal(3, (await Pbx.Api.ListAsync("/callflows")).Count);
    }

    private static async Task Step3Async(IPage page)
    {
        await GoToAsync(page, "Users");
        await page.GetByRole(AriaRole.Link, new() { Name = "Anna Weber" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await page.GetByRole(AriaRole.Tab, new() { Name = "Hot Desking" }).ClickAsync();
        await page.GetByLabel("Enable Hot Desking").CheckAsync();
        await page.GetByLabel("ID", new() { Exact = true }).FillAsync("204");
        await page.GetByLabel("Require PIN").CheckAsync();
        await page.GetByLabel("PIN", new() { Exact = true }).FillAsync("583914");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await Expect(page.GetByText("Anna Weber is saved.")).ToBeVisibleAsync();
    }

    /// <summary>Seen on the overview while telephones do it, by the standard codes and by those of the callflows.</summary>
    private static async Task Step4Async(IPage page, VirtualPhone desk, Telephone annas, Telephone colleague)
    {
        await GoToAsync(page, "Overview");

        foreach (var (login, logout) in new[] { ("*11", "*12"), ("*801", "*802") })
        {
            var card = page.Locator(".desk-card", new() { HasText = "Hotdesk1" });
            await Expect(card).ToContainTextAsync("Free");
            await desk.DialAsync(login, then: ["204#", "583914#"]);
            await desk.HeardAsync("hotdesk-logged-in");
            await desk.ShouldEndAsync();
            await Expect(card).ToContainTextAsync("Anna Weber");

            // The person's own phone rings as well.
            colleague.Phone.StartDialling("204");
            await desk.ShouldRingAsync();
            await annas.Phone.ShouldRingAsync();
            await Expect(card).ToContainTextAsync("Ringing");
            await colleague.Phone.HangUpAsync();
            await desk.ShouldEndAsync();
            await annas.Phone.ShouldEndAsync();

            await desk.DialAsync(logout);
            await desk.ShouldEndAsync();
            await Expect(card).ToContainTextAsync("Free");
        }
    }

    private static async Task Step5Async(IPage page, Telephone annas)
    {
        await GoToAsync(page, "Users");
        await page.GetByRole(AriaRole.Link, new() { Name = "Anna Weber" }).ClickAsync();
        var rings = page.GetByRole(AriaRole.Switch, new() { Name = "Anna's phone rings for its owner" });
        await Expect(rings).ToHaveAttributeAsync("aria-checked", "true");

        foreach (var (code, state, prompt) in new[] { ("*13", "false", "hotdesk-phone-off"), ("*803", "true", "hotdesk-phone-on") })
        {
            await annas.Phone.DialAsync(code);
            await annas.Phone.HeardAsync(prompt);
            await annas.Phone.HangUpAsync();
            await Expect(rings).ToHaveAttributeAsync("aria-checked", state);
        }
    }
}
