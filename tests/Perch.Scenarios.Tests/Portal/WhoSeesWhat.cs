using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>Roles, accounts, sessions and what comes from the wire.</summary>
public sealed class WhoSeesWhat(Browsers browsers) : PortalTest(browsers)
{
    private const string Password = "a long word for tests";

    /// <summary>Markup that would run and would show, in everything a phone or a person can say of itself.</summary>
    private const string Markup = "<img src=x onerror=\"document.title='run'\"><b>bold</b>";

    [Fact]
    public async Task Whoever_is_not_logged_in_is_sent_to_the_log_in_and_then_where_they_wanted()
    {
        var page = await BrowserAsync();

        await page.GotoAsync(Portal + "/devices");
        await Expect(page).ToHaveURLAsync(Portal + "/sign-in?to=%2Fdevices");
        await page.GetByLabel("User name").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync(Pbx.AdminPassword);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();

        await Expect(page).ToHaveURLAsync(Portal + "/devices");
    }

    [Fact]
    public async Task A_wrong_password_is_told_and_lets_nobody_in()
    {
        var page = await BrowserAsync();

        await page.GotoAsync(Portal + "/sign-in");
        await page.GetByLabel("User name").FillAsync("admin");
        await page.GetByLabel("Password").FillAsync("guess");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToHaveTextAsync("User name or password is wrong.");
        await page.GotoAsync(Portal + "/devices");
        await Expect(page).ToHaveURLAsync(Portal + "/sign-in?to=%2Fdevices");
    }

    [Fact]
    public async Task A_plain_user_has_my_phone_and_no_more()
    {
        await PersonAsync("anna", "user");
        var page = await LoggedInAsync("anna", Password);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync("My phone");
        var links = await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).AllInnerTextsAsync();
        Assert.DoesNotContain("Devices", links);
        Assert.DoesNotContain("Users", links);
        Assert.DoesNotContain("Settings", links);
    }

    [Fact]
    public async Task What_a_role_may_not_do_is_not_offered_and_refused_all_the_same()
    {
        await PersonAsync("rita", "receptionist");
        var anna = await Pbx.UserAsync("Anna", "204");
        var page = await LoggedInAsync("rita", Password);

        await GoToAsync(page, "Users");
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Anna" })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Add user" })).ToHaveCountAsync(0);
        await page.GotoAsync($"{Portal}/users/{anna.Id}");
        await page.GetByLabel("First name").FillAsync("Mallory");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(page.Locator(".mud-snackbar")).ToBeVisibleAsync();

        Assert.Equal("Anna", (string?)(await Pbx.Api.GetAsync($"/users/{anna.Id}"))["firstName"]);
    }

    [Fact]
    public async Task What_comes_from_the_wire_is_text()
    {
        var hotDesk = new { enabled = true, id = "666" };
        var name = await Pbx.Api.PostAsync("/users", new { username = "eve", firstName = Markup, extension = "666", hotDesk });
        var desk = await Pbx.UnpluggedAsync("Desk", new { nickname = Markup }, options => options with { UserAgent = Markup });
        await desk.Phone.RegisterAsync();
        await Pbx.Api.PostAsync("/hot-desk-sessions", new { userId = name["id"]!, deviceId = desk.Id });
        var page = await LoggedInAsync();

        foreach (var path in await PlacesAsync(page))
        {
            await page.GotoAsync(Portal + path);
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.Locator("b", new() { HasTextString = "bold" })).ToHaveCountAsync(0);
            Assert.NotEqual("run", await page.TitleAsync());
        }

        await page.GotoAsync(Portal + "/");
        await Expect(page.GetByText(Markup).First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Pages_let_no_script_in_but_their_own_and_cookies_are_for_the_server_alone()
    {
        var page = await LoggedInAsync();
        var answer = await page.GotoAsync(Portal + "/devices");

        var policy = await answer!.HeaderValueAsync("content-security-policy");
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.All(await page.Context.CookiesAsync(), cookie =>
        {
            Assert.True(cookie.HttpOnly);
            Assert.Equal(SameSiteAttribute.Strict, cookie.SameSite);
        });
        Assert.Equal("", await page.EvaluateAsync<string>("document.cookie"));
    }

    [Fact]
    public async Task Logging_out_ends_the_token_too()
    {
        var page = await LoggedInAsync();
        var cookies = await page.Context.CookiesAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Log out of Perch" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(Portal + "/sign-in");

        // A copy of the cookie opens nothing any more.
        await page.Context.AddCookiesAsync(cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = Portal }));
        await page.GotoAsync(Portal + "/devices");
        await Expect(page).ToHaveURLAsync(Portal + "/sign-in?to=%2Fdevices");
    }

    [Fact]
    public async Task Nothing_of_another_account_is_shown()
    {
        await Pbx.Api.PostAsync("/accounts", new { name = "other", realm = "other.test" });
        await PersonAsync("anna", "admin");
        using var elsewhere = await AdminApi.LogInAsync(Pbx.Server.Http[0], Pbx.AdminPassword, account: "other");
        var device = await elsewhere.PostAsync("/devices", new { nickname = "Their phone", sip = new { username = "theirs" } });
        var page = await LoggedInAsync("anna", Password);

        await GoToAsync(page, "Devices");
        await Expect(page.GetByText("There is no device yet.")).ToBeVisibleAsync();
        await page.GotoAsync($"{Portal}/devices/{device["id"]}");
        await Expect(page.GetByText("This device is not there any more.")).ToBeVisibleAsync();
    }

    private Task PersonAsync(string username, string role) =>
        Pbx.Api.PostAsync("/users", new { username, firstName = username, role, password = Password });

    private static async Task<IReadOnlyList<string>> PlacesAsync(IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Navigation)).ToBeVisibleAsync();
        var links = await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link).AllAsync();

        return [.. (await Task.WhenAll(links.Select(link => link.GetAttributeAsync("href")))).OfType<string>().Distinct()];
    }
}
