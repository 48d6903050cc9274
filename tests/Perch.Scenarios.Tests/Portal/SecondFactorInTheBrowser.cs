using Microsoft.Playwright;
using OtpNet;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>Setting up the second step of the log-in, and logging in with it.</summary>
public sealed class SecondFactorInTheBrowser(Browsers browsers) : PortalTest(browsers)
{
    private const string Password = "a long word for tests";

    [Fact]
    public async Task Somebody_sets_it_up_and_logs_in_in_two_steps()
    {
        await Pbx.Api.PostAsync("/users", new { username = "anna", password = Password });
        var page = await LoggedInAsync("anna", Password);
        var codes = await SetUpAsync(page);

        var browser = await BrowserAsync();
        await FirstStepAsync(browser);
        await Expect(browser.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("Your code");
        Assert.DoesNotContain(Password, await browser.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(await browser.Context.CookiesAsync(), cookie => cookie.Name == "perch");

        await SecondStepAsync(browser, "000000");
        await Expect(browser.GetByRole(AriaRole.Alert)).ToContainTextAsync("This code is wrong");
        await SecondStepAsync(browser, codes[0]);
        await Expect(browser.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My phone");
    }

    [Fact]
    public async Task Whoever_has_it_can_turn_it_off_with_the_password()
    {
        await Pbx.Api.PostAsync("/users", new { username = "anna", password = Password });
        var page = await LoggedInAsync("anna", Password);
        await SetUpAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "I have them" }).ClickAsync();

        await Expect(page.GetByText("10 recovery codes are left.")).ToBeVisibleAsync();
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it off" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set it up" })).ToBeVisibleAsync();
        await LoggedInAsync("anna", Password);
    }

    private async Task<IReadOnlyList<string>> SetUpAsync(IPage page)
    {
        await page.GotoAsync(Portal + "/account");
        await page.GetByLabel("Your password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Set it up" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code for an authenticator app" })).ToBeVisibleAsync();
        var secret = (await page.Locator(".typed-secret").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(Pbx.Clock.GetUtcNow().UtcDateTime);
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Code" }).FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Turn it on" }).ClickAsync();
        await Expect(page.Locator(".recovery li")).ToHaveCountAsync(10);

        return await page.Locator(".recovery code").AllInnerTextsAsync();
    }

    private async Task FirstStepAsync(IPage page)
    {
        await page.GotoAsync(Portal + "/sign-in");
        await page.GetByLabel("User name").FillAsync("anna");
        await page.GetByLabel("Password").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }

    private static async Task SecondStepAsync(IPage page, string code)
    {
        await page.GetByLabel("Code of your authenticator app").FillAsync(code);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
    }
}
