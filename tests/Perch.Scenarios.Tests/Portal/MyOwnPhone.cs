using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>What somebody without a further role does for themselves, on a telephone's small screen.</summary>
public sealed class MyOwnPhone(Browsers browsers) : PortalTest(browsers)
{
    private const string Password = "a long word for tests";
    private static readonly BrowserNewContextOptions Small = new() { ViewportSize = new() { Width = 390, Height = 844 } };

    [Fact]
    public async Task Logging_out_and_in_again_at_the_desk_of_the_last_call()
    {
        var anna = await PersonAsync("Anna", "204", pin: "583914");
        var jonas = await Pbx.UserAsync("Jonas", "211");
        var other = await Pbx.PhoneOfAsync(jonas);
        var desk = await Pbx.DeskAsync("Window desk");
        await desk.LogInAsync(anna, "583914");
        await desk.CallShouldRingAsync(jonas, [other]);
        var page = await LoggedInAsync("anna", Password, Small);

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Window desk" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Log out here" }).ClickAsync();
        await Expect(page.GetByText("Not logged in")).ToBeVisibleAsync();
        Assert.Empty(await Pbx.OpenSessionsAsync(desk));

        await page.GetByRole(AriaRole.Button, new() { Name = "Log in at Window desk" }).ClickAsync();
        await page.GetByLabel("Your PIN").FillAsync("111222");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#pin-error")).ToHaveTextAsync("That PIN is not right.");
        await page.GetByLabel("Your PIN").FillAsync("583914");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Log out here" })).ToBeVisibleAsync();
        Assert.Equal(anna.Id, Assert.Single(await Pbx.OpenSessionsAsync(desk)).UserId());
    }

    [Fact]
    public async Task One_switch_for_all_own_phones()
    {
        var anna = await PersonAsync("Anna", "204");
        var own = await Pbx.PhoneOfAsync(anna);
        var page = await LoggedInAsync("anna", Password, Small);
        var ring = page.GetByRole(AriaRole.Switch, new() { Name = "My own phones ring" });

        await Expect(ring).ToHaveAttributeAsync("aria-checked", "true");
        await ring.ClickAsync();

        await Expect(ring).ToHaveAttributeAsync("aria-checked", "false");
        Assert.Equal("off", (string?)(await Pbx.Api.GetAsync($"/devices/{own.Id}"))["ringState"]);
    }

    private async Task<Person> PersonAsync(string name, string extension, string? pin = null)
    {
        var person = await Pbx.UserAsync(name, extension, pin);
        await Pbx.Api.PatchAsync($"/users/{person.Id}", new { password = Password });

        return person;
    }
}
