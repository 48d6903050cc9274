using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.Callflows;
using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Storage;
using Perch.TestKit.Time;

namespace Perch.Api.Tests;

/// <summary>The REST API on a real port over a real database in a temporary folder, without any telephone.</summary>
public sealed class ApiServer : IAsyncLifetime
{
    public const string AdminPassword = "window-desk-4711";

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"perch-api-{Guid.NewGuid():N}");
    private readonly ConcurrentDictionary<string, Lazy<Task<string>>> _made = [];
    private readonly SocketsHttpHandler _connections = new();
    private WebApplication? _app;

    /// <summary>Stands still unless a test moves it.</summary>
    public FakeClock Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public FakeRegistrations Registrations { get; } = new();

    public FakeCalls Calls { get; } = new();

    /// <summary>Everything that was logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>The first administrator, in the account <c>default</c>.</summary>
    public ApiClient Admin { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        System.IO.Directory.CreateDirectory(_directory);
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _connections.Dispose();
        await _app!.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    /// <summary>Stops the server and starts another one over the same folder; clients go on with their tokens.</summary>
    public async Task RestartAsync()
    {
        await _app!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>A client without a token.</summary>
    public ApiClient Stranger() => new(this, null);

    public async Task<ApiClient> LogInAsync(string username, string password, string? account = null)
    {
        var answer = await Stranger().PostAsync("/login", new { username, password, account });
        Assert.Equal(200, answer.Status);
        return new(this, answer.Text("token"));
    }

    /// <summary>Makes something once for all tests that share this server.</summary>
    public Task<string> Once(string name, Func<Task<string>> make) =>
        _made.GetOrAdd(name, _ => new Lazy<Task<string>>(make)).Value;

    /// <summary>The operator, logged in to another account than the first one.</summary>
    public async Task<ApiClient> OtherAccountAsync()
    {
        await Once("elsewhere", async () =>
            (await Admin.CreateAsync("/accounts", new { name = "elsewhere", realm = "elsewhere.example" })).Raw);
        return new(this, await Once(
            "elsewhere token", async () => (await LogInAsync("admin", AdminPassword, "elsewhere")).Token!));
    }

    /// <summary>Whether any file of the data directory holds this text.</summary>
    public async Task<bool> IsInDatabaseAsync(string text)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(_directory, "*", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);

            if ((await reader.ReadToEndAsync()).Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    internal HttpClient Connect(string? token)
    {
        var client = new HttpClient(_connections, disposeHandler: false) { BaseAddress = new Uri(Address) };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    private string Address => _app!.Services.GetRequiredService<IServer>().Features
        .Get<IServerAddressesFeature>()!.Addresses.First();

    private async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddSingleton<TimeProvider>(Time);
        builder.Services.AddSingleton(new DataDirectory(_directory));
        builder.Services.AddSingleton<IDeviceRegistrations>(Registrations);
        builder.Services.AddPerchStorage().AddPerchDirectory(new FirstAccount("perch.test", new Secret(AdminPassword)));
        builder.Services.AddPerchApi().AddPerchDirectoryApi();
        builder.Services.AddSingleton<ICallStarter>(Calls).AddSingleton<IPromptCatalogue, EveryPrompt>();
        builder.Services.AddPerchHotDesking().AddPerchCallflows();
        builder.Services.AddOpenApi("v1");

        _app = builder.Build();
        _app.UsePerchApi();
        _app.MapPerchApi().MapDirectoryApi().MapHotDeskingApi().MapCallflowsApi();
        _app.MapOpenApi("/openapi/{documentName}.json");
        await _app.Services.GetRequiredService<IPerchDatabase>().OpenAsync(CancellationToken.None);
        await _app.StartAsync();
        Admin ??= await LogInAsync("admin", AdminPassword);
    }
}
