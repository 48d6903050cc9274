using Microsoft.Playwright;
using Perch.Scenarios.Tests.Portal;

[assembly: AssemblyFixture(typeof(Browsers))]

namespace Perch.Scenarios.Tests.Portal;

/// <summary>One Chromium for all tests, started by the first that needs it; each test has windows of its own.</summary>
public sealed class Browsers : IAsyncDisposable
{
    private static readonly string[] Flags =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    ];

    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    public async Task<IBrowserContext> OpenAsync(BrowserNewContextOptions? options = null)
    {
        var (_, browser) = await _started.Value;

        return await browser.NewContextAsync(options ?? new());
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            var (playwright, browser) = await _started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        // A busy machine is slow, not wrong.
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = "/usr/bin/chromium", Args = Flags });

        return (playwright, browser);
    }
}
