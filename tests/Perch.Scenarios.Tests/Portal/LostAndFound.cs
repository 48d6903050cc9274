using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using Perch.Server.Configuration;
using static Microsoft.Playwright.Assertions;

namespace Perch.Scenarios.Tests.Portal;

public sealed class LostAndFound(Browsers browsers) : PortalTest(browsers)
{
    private readonly int _port = FreePort();

    /// <summary>The same address after a restart, or the browser would look for it in vain.</summary>
    protected override Func<ServerOptions, ServerOptions> Change =>
        options => options with { Http = [new(IPAddress.Loopback, _port)] };

    // While the server is away, nothing is to be had from it.
    protected override bool IsExpected(string complaint) =>
        complaint.Contains("ERR_CONNECTION", StringComparison.Ordinal) || complaint.Contains("Failed to", StringComparison.Ordinal);

    [Fact]
    public async Task A_page_comes_back_by_itself_when_the_server_does()
    {
        var page = await LoggedInAsync();
        await GoToAsync(page, "Devices");
        await Expect(page.GetByText("There is no device yet.")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.body.dataset.before = 'yes'");

        await Pbx.RestartAsync();
        await Pbx.UnpluggedAsync("Window desk", new { });

        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Window desk" })).ToBeVisibleAsync(new() { Timeout = 60_000 });
        Assert.Null(await page.EvaluateAsync<string?>("document.body.dataset.before ?? null"));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();

        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
