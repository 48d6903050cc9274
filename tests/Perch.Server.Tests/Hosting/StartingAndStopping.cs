using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Perch.Server.Configuration;
using Perch.Server.Hosting;
using Serilog.Events;

namespace Perch.Server.Tests.Hosting;

/// <summary>What an administrator sees when a server starts, cannot start, and runs.</summary>
public sealed class StartingAndStopping : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-start-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public async Task A_taken_sip_port_is_named_with_what_to_do()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var taken = (IPEndPoint)other.LocalEndPoint!;

        var failure = await Assert.ThrowsAsync<StartException>(() => StartAsync(Options() with { Sip = [taken] }));

        Assert.StartsWith($"SIP over UDP cannot listen on {taken}: another program has this port.", failure.Message);
        Assert.Contains("--sip", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_http_port_is_named_with_what_to_do()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        var taken = (IPEndPoint)other.LocalEndPoint!;

        var failure = await Assert.ThrowsAsync<StartException>(() => StartAsync(Options() with { Http = [taken] }));

        Assert.StartsWith($"The portal and API cannot listen on {taken}: another program", failure.Message);
    }

    [Fact]
    public async Task A_data_directory_in_use_is_named_and_the_first_server_goes_on()
    {
        await using var first = await StartAsync(Options());

        var failure = await Assert.ThrowsAsync<StartException>(() => StartAsync(Options()));

        Assert.Contains(_directory, failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failure.Message);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(first, "/health/ready"));
    }

    [Fact]
    public async Task After_a_failed_start_the_data_directory_is_free()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await Assert.ThrowsAsync<StartException>(
            () => StartAsync(Options() with { Sip = [(IPEndPoint)other.LocalEndPoint!] }));

        await using var server = await StartAsync(Options());

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/ready"));
    }

    [Fact]
    public async Task While_it_drains_it_is_live_and_not_ready()
    {
        await using var server = await StartAsync(Options());

        await server.DrainAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(server, "/health/live"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(server, "/health/ready"));
    }

    [Theory]
    [InlineData("/openapi/v1.json", "\"/api/v1/users\"")]
    [InlineData("/docs", "<title>Perch")]
    [InlineData("/metrics", "perch_sip_")]
    public async Task Pages_outside_the_api_answer(string path, string expected)
    {
        await using var server = await StartAsync(Options());
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Http[0], path), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains(
            expected, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Forbidden)]
    [InlineData("wrong", HttpStatusCode.Forbidden)]
    [InlineData("right", HttpStatusCode.OK)]
    public async Task Metrics_through_a_proxy_need_the_token(string? token, HttpStatusCode expected)
    {
        await using var server = await StartAsync(Options() with { MetricsToken = "right" });
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("X-Forwarded-For", "192.0.2.7");
        http.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using var response = await http.GetAsync(new Uri(server.Http[0], "/metrics"), TestContext.Current.CancellationToken);

        Assert.Equal(expected, response.StatusCode);
    }

    private static Task<PerchServer> StartAsync(ServerOptions options) =>
        PerchServer.StartAsync(options, TimeProvider.System);

    private static async Task<HttpStatusCode> StatusAsync(PerchServer server, string path)
    {
        using var http = new HttpClient();
        using var response = await http.GetAsync(new Uri(server.Http[0], path), TestContext.Current.CancellationToken);

        return response.StatusCode;
    }

    private ServerOptions Options() => new()
    {
        DataDirectory = _directory,
        Http = [new(IPAddress.Loopback, 0)],
        Sip = [new(IPAddress.Loopback, 0)],
        AdminPassword = "correct horse battery",
        LogLevel = LogEventLevel.Error,
    };
}
