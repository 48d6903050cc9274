using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Portal;

/// <summary>An office with browsers in it. Whatever a page complains of in its console is a failure.</summary>
public abstract class PortalTest(Browsers browsers) : OfficeTest, IAsyncDisposable
{
    private readonly List<IBrowserContext> _contexts = [];
    private readonly List<string> _complaints = [];

    /// <summary>Where the portal is.</summary>
    protected string Portal => Pbx.Server.Http[0].AbsoluteUri.TrimEnd('/');

    /// <summary>A browser of its own, logged in.</summary>
    protected async Task<IPage> LoggedInAsync(
        string username = "admin", string password = Pbx.AdminPassword, BrowserNewContextOptions? options = null)
    {
        var page = await BrowserAsync(options);
        await page.GotoAsync(Portal + "/sign-in");
        await page.GetByLabel("User name").FillAsync(username);
        await page.GetByLabel("Password").FillAsync(password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log in" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/sign-in"));

        return page;
    }

    /// <summary>A browser of its own, where nobody is logged in.</summary>
    protected async Task<IPage> BrowserAsync(BrowserNewContextOptions? options = null)
    {
        var context = await browsers.OpenAsync(options);
        _contexts.Add(context);
        var page = await context.NewPageAsync();
        page.Console += (_, message) => Hear(message);
        page.PageError += (_, error) => _complaints.Add(error);

        return page;
    }

    /// <summary>Goes to a page by the side bar.</summary>
    protected static async Task GoToAsync(IPage page, string place)
    {
        await page.GetByRole(AriaRole.Navigation).GetByRole(AriaRole.Link, new() { Name = place, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(place);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        foreach (var context in _contexts)
        {
            await context.DisposeAsync();
        }

        await base.DisposeAsync();
        GC.SuppressFinalize(this);
        Assert.Empty(_complaints);
    }

    /// <summary>Whether a page may complain of this here.</summary>
    protected virtual bool IsExpected(string complaint) => false;

    private void Hear(IConsoleMessage message)
    {
        // A server that stops, or a page that is left, cuts its connection: that is for the page to show, not a fault.
        if (message.Type == "error" && !message.Text.Contains("WebSocket", StringComparison.Ordinal)
            && !message.Text.Contains("Connection disconnected", StringComparison.Ordinal)
            && !IsExpected(message.Text))
        {
            _complaints.Add(message.Text);
        }
    }
}
