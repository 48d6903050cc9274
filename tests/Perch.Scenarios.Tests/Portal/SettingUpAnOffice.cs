using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class SettingUpAnOffice(Browsers browsers) : PortalTest(browsers)
{
    private const float Long = 60_000;

    [Fact]
    public async Task Fifty_phones_and_a_hundred_people_are_pasted_and_the_first_logs_in_with_the_PIN_of_a_slip()
    {
        var page = await LoggedInAsync();

        await GoToAsync(page, "Set up");
        await page.GetByLabel("Paste MAC addresses").FillAsync(Lines(50, number => $"00:15:65:aa:bb:{number:x2}"));
        await Expect(page.GetByText("50 phones will be a desk")).ToBeVisibleAsync();
        await Next(page, "People and PINs");
        await page.GetByLabel("Paste people").FillAsync(Lines(100, number => $"Person{number} Example"));
        await Expect(page.GetByText("100 people may log in")).ToBeVisibleAsync();
        await Next(page, "Codes");
        await Next(page, "Review");
        await Expect(page.GetByText("150 new")).ToBeVisibleAsync(new() { Timeout = Long });
        await page.GetByRole(AriaRole.Button, new() { Name = "Set up now" }).ClickAsync();
        await Expect(page.GetByText("50 new desks")).ToBeVisibleAsync(new() { Timeout = Long });

        var pin = await page.Locator(".slip", new() { HasText = "Person7 Example" }).Locator(".pin").InnerTextAsync();
        var people = await Pbx.Api.ListAsync("/users?username=person7.example");
        var desk = (await Pbx.Api.ListAsync("/desks?nickname=Hotdesk3"))[0];
        var phone = await Pbx.PlugAsync(desk);
        await Expect(page.GetByText("1 of 50")).ToBeVisibleAsync();

        await phone.DialAsync("*11", then: [$"{people[0]["hotDesk"]!["id"]}#", $"{pin}#"]);
        await Expect(page.GetByText("The first log-in: Person7 Example sits at Hotdesk3")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_wrong_line_stops_everything_and_says_which_it_is()
    {
        await Pbx.UserAsync("Anna", "204");
        var page = await LoggedInAsync();

        await GoToAsync(page, "Set up");
        await page.GetByLabel("Paste MAC addresses").FillAsync("Window desk\nWindow desk");
        await Next(page, "People and PINs");
        await page.GetByLabel("Paste people").FillAsync("Bob Brown, 204");
        await Next(page, "Codes");
        await Next(page, "Review");

        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("wrong");
        await Expect(page.GetByRole(AriaRole.Row, new() { Name = "bob.brown" })).ToContainTextAsync("extension");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Set up now" })).ToBeDisabledAsync();
        Assert.Empty(await Pbx.Api.ListAsync("/devices"));
    }

    private static string Lines(int count, Func<int, string> line) => string.Join('\n', Enumerable.Range(0, count).Select(line));

    private static Task Next(IPage page, string step) =>
        page.GetByRole(AriaRole.Button, new() { Name = "Next: " + step }).ClickAsync();
}
