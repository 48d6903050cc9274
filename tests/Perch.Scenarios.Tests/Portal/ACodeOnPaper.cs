using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class ACodeOnPaper(Browsers browsers) : PortalTest(browsers)
{
    private const string Chosen = "a word of my own choice";

    [Fact]
    public async Task Somebody_without_a_password_chooses_one_with_the_code_of_an_administrator()
    {
        var anna = await Pbx.UserAsync("Anna", "204");
        var admin = await LoggedInAsync();
        await admin.GotoAsync($"{Portal}/users/{anna.Id}");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Advanced" }).ClickAsync();
        await admin.GetByRole(AriaRole.Tab, new() { Name = "Password" }).ClickAsync();
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make a code" }).ClickAsync();
        var code = await admin.Locator(".slip code").InnerTextAsync();

        var page = await BrowserAsync();
        await page.GotoAsync(Portal + "/sign-in");
        await page.GetByRole(AriaRole.Link, new() { Name = "I have a code" }).ClickAsync();
        await page.GetByLabel("User name").FillAsync("anna");
        await page.GetByLabel("Code on your paper").FillAsync(code);
        await page.GetByLabel("New password").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your password is set" })).ToBeVisibleAsync();

        await Expect((await LoggedInAsync("anna", Chosen)).GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My phone");
    }

    [Fact]
    public async Task A_wrong_code_sets_nothing()
    {
        await Pbx.UserAsync("Anna", "204");
        var page = await BrowserAsync();
        await page.GotoAsync(Portal + "/welcome?user=anna");
        await page.GetByLabel("Code on your paper").FillAsync("AAAA-AAAA-AAAA");
        await page.GetByLabel("New password").FillAsync(Chosen);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set password" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("code is wrong");
    }
}
