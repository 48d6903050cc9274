using Microsoft.Playwright;
using Perch.Scenarios.Tests.Documents;
using Perch.Scenarios.Tests.Office;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>
/// The pictures of docs/portal: an office in the middle of a day. With <c>PERCH_PICTURES</c> set to a folder they are taken
/// again; without it, each page is opened all the same, and each picture must be there.
/// </summary>
public sealed class Pictures(Browsers browsers) : PortalTest(browsers)
{
    private static readonly (string Name, string Extension)[] People =
    [
        ("Anna Weber", "204"), ("Jonas Berg", "211"), ("Li Chen", "230"), ("Sam Okoro", "219"), ("Mia Rossi", "207"),
        ("Noor Haddad", "221"), ("Tom Fischer", "213"), ("Eva Novak", "216"),
    ];

    private static readonly string[] Desks =
        ["Window 1", "Window 2", "Window 3", "Corridor 1", "Corridor 2", "Quiet room", "Lobby", "Meeting room"];

    private static readonly (string Name, string Path)[] Pages =
    [
        ("overview", "/"), ("devices", "/devices/DESK"), ("user", "/users/PERSON"), ("callflow", "/callflows/FLOW"),
        ("feature-codes", "/feature-codes"), ("set-up", "/set-up"), ("ledger", "/ledger"), ("wall", "/wall"), ("calls", "/calls"),
        ("settings", "/settings/hot-desking"), ("help", "/help"),
    ];

    [Theory]
    [InlineData("", 1360, ColorScheme.Light)]
    [InlineData("-dark", 1360, ColorScheme.Dark)]
    [InlineData("-phone", 390, ColorScheme.Light)]
    public async Task Every_picture_shows_a_page_that_there_is(string suffix, int width, ColorScheme colours)
    {
        var places = await FurnishedAsync();
        var page = await LoggedInAsync(options: new()
        {
            ViewportSize = new() { Width = width, Height = width < 500 ? 844 : 860 }, ColorScheme = colours, DeviceScaleFactor = 1,
            ReducedMotion = ReducedMotion.Reduce, TimezoneId = "Europe/Berlin",
        });

        foreach (var (name, path) in Pages.Append(("my-phone", "/my-phone")))
        {
            await page.GotoAsync(Portal + places.Aggregate(path, (address, place) => address.Replace(place.Key, place.Value)));
            await Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Expect(page.Locator(".waiting")).ToHaveCountAsync(0);
            await TakeAsync(page, name + suffix);
        }
    }

    private static async Task TakeAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("PERCH_PICTURES") is { Length: > 0 } folder)
        {
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
        }
        else
        {
            Assert.True(File.Exists(Path.Combine(Checkout.Root, "docs", "portal", name + ".png")), $"docs/portal/{name}.png is missing");
        }
    }

    private async Task<Dictionary<string, string>> FurnishedAsync()
    {
        await Pbx.Api.PatchAsync("/settings", new { company = "Example Ltd", timeZone = "Europe/Berlin", country = "DE" });
        var people = new List<Person>();
        var desks = new List<Telephone>();

        foreach (var (name, extension) in People)
        {
            people.Add(await Pbx.UserAsync(name.Split(' ')[0], extension, pin: "583914"));
            await Pbx.Api.PatchAsync($"/users/{people[^1].Id}", new { lastName = name.Split(' ')[1] });
        }

        foreach (var name in Desks)
        {
            desks.Add(await Pbx.DeskAsync(name));
        }

        await Pbx.UnpluggedAsync("Terrace", new { macAddress = "001565aabb07", brand = "Yealink", model = "T46S" });
        var own = await Pbx.PhoneOfAsync(people[7]);

        for (var place = 0; place < 6; place++)
        {
            await Pbx.Api.PostAsync("/hot-desk-sessions", new { userId = people[place].Id, deviceId = desks[place].Id });
            Pbx.Clock.Advance(TimeSpan.FromMinutes(3 + (place * 2)));
        }

        desks[0].Phone.StartDialling("211");
        await desks[1].Phone.AnswerAsync();
        desks[6].Phone.StartDialling("230");
        await desks[2].Phone.ShouldRingAsync();
        var flow = await Pbx.Api.PostAsync(
            "/callflows", new { name = "Log in with *801", numbers = new[] { "*801" }, flow = new { program = "hotdesk-login" } });

        return new() { ["DESK"] = $"{desks[0].Id}", ["PERSON"] = $"{people[7].Id}", ["FLOW"] = $"{flow["id"]}", ["OWN"] = $"{own.Id}" };
    }
}
