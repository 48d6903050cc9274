using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class ManyUsers(Browsers browsers) : PortalTest(browsers)
{
    private const int People = 10_000;
    private const int AtOnce = 2_000;

    [Fact]
    public async Task Ten_thousand_are_one_list_to_scroll_and_to_search()
    {
        for (var first = 0; first < People; first += AtOnce)
        {
            var users = Enumerable.Range(first, AtOnce).Select(number => new
            {
                username = $"person{number}", firstName = $"First{number}", lastName = $"Last{number:D5}", extension = $"{20_000 + number}",
            });
            await Pbx.Api.PostAsync("/imports", new { users });
        }

        var page = await LoggedInAsync();
        await GoToAsync(page, "Users");
        await Expect(page.GetByText("First3 Last00003")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator(".row").CountAsync(), 5, 100);

        await page.GetByRole(AriaRole.Searchbox).FillAsync("Last09999");
        await Expect(page.GetByText("First9999 Last09999")).ToBeVisibleAsync();
        await Expect(page.Locator(".row")).ToHaveCountAsync(1);

        await page.GetByRole(AriaRole.Searchbox).FillAsync("");
        await Expect(page.GetByText("First3 Last00003")).ToBeVisibleAsync();
        await page.Locator(".rows").EvaluateAsync("rows => rows.scrollTop = 9000");
        await Expect(page.GetByText("First170 Last00170")).ToBeVisibleAsync();
    }
}
