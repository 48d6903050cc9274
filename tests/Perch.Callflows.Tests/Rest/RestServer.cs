using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Storage;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Callflows.Tests.Rest;

/// <summary>The REST of directory, hot desking and callflows on a real port over a real database.</summary>
public sealed class RestServer : IAsyncLifetime
{
    private const string Password = "window-desk-4711";

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-rest-").FullName;
    private WebApplication _app = null!;

    /// <summary>The first administrator.</summary>
    public RestClient Admin { get; private set; } = null!;

    private AccountId Account => _app.Services.GetRequiredService<IDirectory>().DefaultAccount.Id;

    private IChanges<UserId, UserDraft> Users => _app.Services.GetRequiredService<IChanges<UserId, UserDraft>>();

    private IChanges<DeviceId, DeviceDraft> Devices =>
        _app.Services.GetRequiredService<IChanges<DeviceId, DeviceDraft>>();

    internal FakeCallStarter Calls { get; } = new();

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services
            .AddSingleton<TimeProvider>(new FakeClock(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero)))
            .AddSingleton(new DataDirectory(_directory))
            .AddSingleton<IPromptCatalogue>(new FakePrompts())
            .AddSingleton<ICallStarter>(Calls)
            .AddPerchStorage()
            .AddPerchDirectory(new FirstAccount("perch.test", new Secret(Password)))
            .AddSingleton<IPasswordHasher, QuickPasswords>()
            .AddSingleton<IPins, FakePins>()
            .AddPerchApi()
            .AddPerchDirectoryApi()
            .AddPerchHotDesking()
            .AddPerchCallflows();

        _app = builder.Build();
        _app.UsePerchApi();
        _app.MapPerchApi().MapDirectoryApi().MapHotDeskingApi().MapCallflowsApi();
        await _app.Services.GetRequiredService<IPerchDatabase>().OpenAsync(CancellationToken.None);
        await _app.StartAsync();
        Admin = await LogInAsync("admin", Password);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    internal T Get<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public async Task<RestClient> LogInAsync(string username, string password = Password, string? account = null)
    {
        var answer = await new RestClient(Connect(token: null)).PostAsync(
            "/login", new { username, password, account });
        return new RestClient(Connect(answer.Body.GetProperty("token").GetString()));
    }

    /// <summary>Somebody with a portal log-in, who may hot desk.</summary>
    public async Task<Guid> PersonAsync(string name, string extension, Role role = Role.User, string? pin = null)
    {
        var draft = new UserDraft
        {
            Username = name.ToLowerInvariant(),
            FirstName = name,
            Extension = extension,
            Role = role,
            NewPassword = new Secret(Password),
            HotDesk = new HotDeskDraft
            {
                Enabled = true,
                Id = extension,
                RequirePin = pin is not null,
                NewPin = pin is null ? null : new Secret(pin),
            },
        };

        return Done(await Users.CreateAsync(Account, draft, CancellationToken.None));
    }

    public async Task<Guid> DeviceAsync(string nickname, Guid? owner = null, OccupiedPolicy? occupied = null)
    {
        var draft = new DeviceDraft
        {
            Nickname = nickname,
            OwnerId = owner is { } id ? new UserId(id) : null,
            Sip = new SipDraft { Username = nickname.Replace(' ', '-') },
            Policy = new DeskPolicy { OccupiedPolicy = occupied },
        };

        return Done(await Devices.CreateAsync(Account, draft, CancellationToken.None));
    }

    public async Task ChangeUserAsync(Guid user, Func<UserDraft, UserDraft> edit) =>
        Done(await Users.ChangeAsync(Account, new UserId(user), ifVersion: null, edit, CancellationToken.None));

    public async Task ChangeDeviceAsync(Guid device, Func<DeviceDraft, DeviceDraft> edit) =>
        Done(await Devices.ChangeAsync(Account, new DeviceId(device), ifVersion: null, edit, CancellationToken.None));

    public async Task DeleteDeviceAsync(Guid device) =>
        Done(await Devices.DeleteAsync(Account, new DeviceId(device), ifVersion: null, CancellationToken.None));

    private static Guid Done<T>(ChangeOutcome<T> outcome) =>
        Assert.IsType<ChangeOutcome<T>.Done>(outcome).Stored.Id;

    /// <summary>Somebody without a token.</summary>
    public RestClient Anybody() => new(Connect(token: null));

    private HttpClient Connect(string? token)
    {
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        var client = new HttpClient { BaseAddress = new Uri(addresses.Addresses.First()) };
        client.DefaultRequestHeaders.Authorization =
            token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }
}

/// <summary>Somebody who talks to the API, with paths as below <c>/api/v1</c>.</summary>
public sealed class RestClient(HttpClient http)
{
    public Task<RestAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, body: null);

    public Task<RestAnswer> PostAsync(string path, object? body = null) => SendAsync(HttpMethod.Post, path, body);

    public Task<RestAnswer> PutAsync(string path, object body) => SendAsync(HttpMethod.Put, path, body);

    public Task<RestAnswer> PatchAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, path, body, ifMatch);

    public Task<RestAnswer> DeleteAsync(string path) => SendAsync(HttpMethod.Delete, path, body: null);

    /// <summary>Creates, and expects it to work.</summary>
    public async Task<Guid> CreateAsync(string path, object body)
    {
        var answer = await PostAsync(path, body);
        Assert.True(answer.Status == 201, answer.Raw);
        return answer.Body.GetProperty("id").GetGuid();
    }

    private async Task<RestAnswer> SendAsync(HttpMethod method, string path, object? body, string? ifMatch = null)
    {
        using var request = new HttpRequestMessage(method, "/api/v1" + path);
        request.Content = body switch
        {
            null => null,
            string json => new StringContent(json, Encoding.UTF8, "application/json"),
            _ => JsonContent.Create(body, body.GetType()),
        };

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        var raw = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new RestAnswer((int)response.StatusCode, raw, response.Headers.ETag?.ToString());
    }
}

/// <summary>What the API said.</summary>
public sealed record RestAnswer(int Status, string Raw, string? ETag)
{
    public JsonElement Body => JsonDocument.Parse(Raw).RootElement;

    public IReadOnlyList<JsonElement> Items => [.. Body.GetProperty("items").EnumerateArray()];

    /// <summary>The names of the fields that a problem complains about.</summary>
    public IReadOnlyList<string> WrongFields =>
        [.. Body.GetProperty("errors").EnumerateObject().Select(wrong => wrong.Name)];
}

/// <summary>Notes whom the server calls by itself; everybody answers.</summary>
internal sealed class FakeCallStarter : ICallStarter
{
    public List<Device> Called { get; } = [];

    public Task<RingOutcome> CallDeviceAsync(
        Device device, string callerName, TimeSpan ringFor, Func<ICall, Task> story, CancellationToken cancellation)
    {
        Called.Add(device);
        return Task.FromResult(RingOutcome.Answered);
    }
}

/// <summary>Passwords are not what these tests are about, and hashing them well is meant to cost.</summary>
internal sealed class QuickPasswords : IPasswordHasher
{
    public Task<string> HashAsync(string password, CancellationToken cancellation) => Task.FromResult(password);

    public Task<bool> VerifyAsync(string? encoded, string password, CancellationToken cancellation) =>
        Task.FromResult(encoded == password);
}
