using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>The page behind one's own name, and what becomes of open pages when rights end.</summary>
public sealed class OnesOwnLogIn(Browsers browsers) : PortalTest(browsers)
{
    private const string Password = "a long word for tests";
    private const string Better = "a longer word for tests";

    [Fact]
    public async Task Somebody_changes_their_password_and_is_logged_out_elsewhere()
    {
        await PersonAsync("anna", "user");
        var elsewhere = await LoggedInAsync("anna", Password);
        var page = await LoggedInAsync("anna", Password);

        await page.GetByRole(AriaRole.Link, new() { Name = "anna" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3);
        await page.GetByLabel("Password until now").FillAsync(Password);
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Better);
        await page.GetByLabel("New password again").FillAsync(Better);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();

        await Expect(page.Locator(".mud-snackbar")).ToHaveTextAsync("Your password is changed.");
        await Expect(page.GetByRole(AriaRole.Row)).ToHaveCountAsync(2);
        await Expect(elsewhere).ToHaveURLAsync(Portal + "/sign-in");
        await LoggedInAsync("anna", Better);
    }

    [Fact]
    public async Task A_wrong_password_is_said_at_its_field()
    {
        await PersonAsync("anna", "user");
        var page = await LoggedInAsync("anna", Password);

        await page.GotoAsync(Portal + "/account");
        await page.GetByLabel("Password until now").FillAsync("guess");
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync(Better);
        await page.GetByLabel("New password again").FillAsync(Better);
        await page.GetByRole(AriaRole.Button, new() { Name = "Change password" }).ClickAsync();

        await Expect(page.GetByText("Is not your password.")).ToBeVisibleAsync();
        await Expect(page.GetByLabel("Password until now")).ToHaveAttributeAsync("aria-invalid", "true");
    }

    [Fact]
    public async Task Logging_out_everywhere_else_keeps_this_page()
    {
        await PersonAsync("anna", "user");
        var elsewhere = await LoggedInAsync("anna", Password);
        var page = await LoggedInAsync("anna", Password);

        await page.GotoAsync(Portal + "/account");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out everywhere else" }).ClickAsync();
        await page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Log out everywhere else" }).ClickAsync();

        await Expect(page.GetByText("Nowhere but here.")).ToBeVisibleAsync();
        await elsewhere.GotoAsync(Portal + "/my-phone");
        await Expect(elsewhere).ToHaveURLAsync(Portal + "/sign-in?to=%2Fmy-phone");
    }

    [Theory]
    [InlineData("""{"enabled": false}""")]
    [InlineData("""{"password": "set by an administrator"}""")]
    public async Task Whoever_may_not_come_in_any_more_is_at_the_log_in_at_once(string change)
    {
        var anna = await PersonAsync("anna", "user");
        var page = await LoggedInAsync("anna", Password);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My phone");

        await Pbx.Api.PatchAsync($"/users/{anna}", System.Text.Json.Nodes.JsonNode.Parse(change)!);

        await Expect(page).ToHaveURLAsync(Portal + "/sign-in");
    }

    [Fact]
    public async Task An_open_page_loses_what_a_lost_role_gave()
    {
        var anna = await PersonAsync("anna", "receptionist");
        var page = await LoggedInAsync("anna", Password);
        await GoToAsync(page, "Users");

        await Pbx.Api.PatchAsync($"/users/{anna}", new { role = "user" });

        await Expect(page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = "Users" })).ToHaveCountAsync(0);
    }

    private async Task<Guid> PersonAsync(string username, string role) =>
        (await Pbx.Api.PostAsync("/users", new { username, role, password = Password })).Id();
}
