using Microsoft.Playwright;
using Perch.Server.Configuration;
using Perch.TestKit.Network;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>Settings → Mail, with Debian's Exim.</summary>
public sealed class SettingUpMail(Browsers browsers) : PortalTest(browsers)
{
    protected override Func<ServerOptions, ServerOptions>? Change => options => options with { LocalMail = true };

    [Fact]
    public async Task A_test_arrives_and_what_the_server_refuses_is_told()
    {
        await using var exim = await EximServer.StartAsync();
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/settings/mail");

        await page.GetByLabel("Mail server").FillAsync("localhost");
        await page.GetByLabel("Port").FillAsync($"{exim.Port}");
        await page.GetByLabel("Security").SelectOptionAsync("none");
        await page.GetByLabel("Sender").FillAsync("perch@example.com");
        await SaveAsync(page);
        await TestAsync(page, "alice@example.com");
        await Expect(page.GetByText("The mail server took the mail for alice@example.com.")).ToBeVisibleAsync();
        await TestAsync(page, EximServer.Nobody);
        await Expect(page.GetByText("It said: No such mailbox here")).ToBeVisibleAsync();

        Assert.Contains("Subject: Test from Perch", await exim.NextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_is_never_shown_and_not_given_to_another_server()
    {
        await Pbx.Api.PatchAsync("/settings", new
        {
            mail = new { host = "mail.example.com", username = "perch", password = "mail-password-1", from = "perch@example.com" },
        });
        var page = await LoggedInAsync();
        await page.GotoAsync(Portal + "/settings/mail");

        await page.GetByLabel("Mail server").FillAsync("mail.example.net");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("Must be given again for another server, or with less security.")).ToBeVisibleAsync();
        await page.GetByLabel("Password").FillAsync("mail-password-2");
        await SaveAsync(page);

        var mail = (await Pbx.Api.GetAsync("/settings"))["mail"]!;
        Assert.Equal(("mail.example.net", true), ((string?)mail["host"], (bool)mail["hasPassword"]!));
        Assert.DoesNotContain("mail-password", mail.ToJsonString(), StringComparison.Ordinal);
    }

    private static async Task SaveAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.GetByText("The settings are saved.")).ToBeVisibleAsync();
    }

    private static async Task TestAsync(IPage page, string to)
    {
        await page.GetByLabel("Send a test to").FillAsync(to);
        await page.GetByRole(AriaRole.Button, new() { Name = "Send test" }).ClickAsync();
    }
}
