using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Cluster;
using Perch.Phone;
using Perch.Server.Configuration;
using Perch.Server.Hosting;
using Perch.Sip;
using Perch.TestKit.Phones;
using Perch.TestKit.Time;
using Perch.Transport;
using Serilog.Events;

namespace Perch.Scenarios.Tests.Office;

/// <summary>
/// An office with a server of its own in this process: real database, real sockets on loopback, prompts that spell
/// their names, and a clock that stands still unless a test moves it.
/// </summary>
public sealed class Pbx : IAsyncDisposable
{
    public const string Realm = "office.test";
    public const string AdminPassword = "correct horse battery";

    private static readonly TimeSpan ClockStep = TimeSpan.FromMilliseconds(100);
    /// <summary>Audio runs in real time: what it ends must get a chance to happen between two steps of the clock.</summary>
    private static readonly TimeSpan RealPause = TimeSpan.FromMilliseconds(5);

    /// <summary>A number sign typed just after an id belongs to the id only while the next question is being asked.</summary>
    private static readonly string[] Questions = ["hotdesk-enter-id", "hotdesk-enter-pin", "hotdesk-pin-new", "hotdesk-pin-again"];

    /// <summary>A phone that hangs up hears nothing of what is still on its way.</summary>
    private static readonly string[] LastWords =
    [
        "goodbye", "hotdesk-not-a-desk", "hotdesk-nobody", "hotdesk-try-later", "hotdesk-disabled",
        "hotdesk-occupied-refused", "hotdesk-logged-in-elsewhere", "no-emergency-trunk",
    ];

    /// <summary>Played before an answer, to a phone that may not have read the 183 yet.</summary>
    private static readonly string[] EarlyMedia =
        ["unavailable", "calling-yourself", "hotdesk-log-in-first", "hotdesk-needs-pin"];

    private static readonly Lazy<string> Prompts = new(WritePrompts);

    private readonly string _data = System.IO.Directory.CreateTempSubdirectory("perch-office-").FullName;
    private readonly PhoneWorld _world;
    private PerchServer? _server;
    private AdminApi? _api;
    private IPEndPoint _sip = new(IPAddress.Loopback, 0);

    /// <summary>Prompts that spell their names, made once for all tests.</summary>
    public static string PromptDirectory => Prompts.Value;

    private readonly Func<ServerOptions, ServerOptions> _change;

    private readonly Action<IServiceCollection>? _replace;

    private Pbx(Func<ServerOptions, ServerOptions>? change, Action<IServiceCollection>? replace)
    {
        _world = new(Clock);
        _replace = replace ?? (static services => services.AddSingleton<ISilo, NoSilo>());
        _change = change ?? (static options => options);
    }

    /// <summary>Monday at nine.</summary>
    public FakeClock Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public PerchServer Server => _server ?? throw new InvalidOperationException("The server is stopped.");

    public string DatabaseFile => Path.Combine(_data, "perch.db");

    /// <summary>The REST API, as the administrator.</summary>
    public AdminApi Api => _api ?? throw new InvalidOperationException("The server is stopped.");

    /// <param name="change">What is other than in the usual office.</param>
    /// <param name="replace">Which parts of the server are.</param>
    public static async Task<Pbx> StartAsync(
        Func<ServerOptions, ServerOptions>? change = null, Action<IServiceCollection>? replace = null)
    {
        var pbx = new Pbx(change, replace);

        try
        {
            await pbx.StartServerAsync();
            return pbx;
        }
        catch
        {
            await pbx.DisposeAsync();
            throw;
        }
    }

    /// <summary>A person whose hot desk id and PIN are asked for at log-in; without a PIN the id alone will do.</summary>
    public Task<Person> UserAsync(string name, string extension, string? pin = null, string elsewhere = "move") =>
        UserAsync(name, extension, new
        {
            enabled = true, id = HotDeskIdOf(extension), requirePin = pin is not null, pin, elsewhere,
        });

    /// <summary>A person with a hot-desk profile as the API takes it.</summary>
    public async Task<Person> UserAsync(string name, string extension, object hotDesk)
    {
        var user = await Api.PostAsync("/users", new
        {
            username = name.ToLowerInvariant(), firstName = name, extension, hotDesk,
        });

        return new(user.Id(), name, extension, HotDeskIdOf(extension));
    }

    /// <summary>Hot desk ids differ from extensions, so that a test cannot take one for the other.</summary>
    public static string HotDeskIdOf(string extension) => "1" + extension;

    /// <summary>A person's own phone, registered.</summary>
    public Task<Telephone> PhoneOfAsync(Person owner, string? nickname = null) =>
        TelephoneAsync(nickname ?? $"{owner.Name}'s phone", new { ownerId = owner.Id });

    /// <summary>A phone that belongs to nobody, registered.</summary>
    /// <param name="nickname">Such as <c>window desk</c>.</param>
    /// <param name="policy">Fields of the desk policy as the API takes them.</param>
    public Task<Telephone> DeskAsync(string nickname, object? policy = null) => TelephoneAsync(nickname, policy ?? new { });

    /// <summary>Any phone, registered.</summary>
    public async Task<Telephone> TelephoneAsync(string nickname, object fields)
    {
        var telephone = await UnpluggedAsync(nickname, fields);
        await telephone.Phone.RegisterAsync();

        return telephone;
    }

    /// <summary>A phone that the directory knows and that has not registered.</summary>
    public async Task<Telephone> UnpluggedAsync(
        string nickname, object fields, Func<PhoneOptions, PhoneOptions>? change = null)
    {
        var username = nickname.ToLowerInvariant().Replace("'", "", StringComparison.Ordinal).Replace(' ', '-');
        var password = Guid.NewGuid().ToString("N");
        var device = await Api.PostAsync("/devices", AdminApi.Merge(
            new { nickname, sip = new { username, password } }, fields));

        var options = new PhoneOptions
        {
            User = username, Password = new(password), Realm = Realm, Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma],
        };

        return new(device.Id(), nickname, _world.Plug(change?.Invoke(options) ?? options, _sip));
    }

    /// <summary>A telephone with what the API says to enter into it, registered.</summary>
    public async Task<VirtualPhone> PlugAsync(JsonNode device)
    {
        var credentials = await Api.GetAsync($"/devices/{device.Id()}/credentials");
        var options = new PhoneOptions
        {
            User = (string)credentials["username"]!,
            Password = new((string)credentials["password"]!),
            Realm = Realm,
            Codecs = [SdpCodec.Pcmu, SdpCodec.Pcma],
        };

        return await _world.Plug(options, _sip).RegisterAsync();
    }

    /// <summary>The same telephone, at this server.</summary>
    public VirtualPhone Plug(Telephone telephone) => _world.Plug(telephone.Phone.Phone.Options, _sip);

    /// <summary>A desk whose phone says what the test writes, registered.</summary>
    public async Task<RawPhone> RawPhoneAsync(string username, SipProtocol protocol = SipProtocol.Udp)
    {
        var password = Guid.NewGuid().ToString("N");
        await Api.PostAsync("/devices", new { nickname = username, sip = new { username, password } });
        var phone = new RawPhone(username, password, _sip, protocol);

        return (await phone.AskAsync(phone.Register)).StatusCode == 200
            ? phone
            : throw new InvalidOperationException($"{username} could not register.");
    }

    /// <summary>A desk whose phone knows no RFC 4733, registered.</summary>
    public async Task<Telephone> OldTelephoneAsync(string nickname)
    {
        var telephone = await UnpluggedAsync(nickname, new { }, options => options with { OffersTelephoneEvents = false });
        await telephone.Phone.RegisterAsync();

        return telephone;
    }

    /// <summary>Waits until something holds.</summary>
    public Task UntilAsync(Func<bool> condition, string what) => _world.UntilAsync(condition, () => what);

    /// <summary>Waits until the last call is over, which is a moment after its last answer left.</summary>
    public Task NobodyCallsAsync() =>
        UntilAsync(() => Server.Services.GetRequiredService<ICallDrain>().LiveCalls == 0, "no call is left");

    /// <summary>Lets time pass for server and phones, step by step, so that everybody can act in between.</summary>
    public async Task PassAsync(TimeSpan duration)
    {
        for (var passed = TimeSpan.Zero; passed < duration; passed += ClockStep)
        {
            Clock.Advance(ClockStep);
            _world.Deliver();
            await Task.Yield();
        }
    }

    /// <summary>Lets time pass until something holds, at most so much.</summary>
    public async Task PassUntilAsync(Func<bool> condition, TimeSpan atMost)
    {
        for (var passed = TimeSpan.Zero; passed < atMost && !condition(); passed += ClockStep)
        {
            await PassAsync(ClockStep);
            await Task.Delay(RealPause, TimeProvider.System);
        }

        await UntilAsync(condition, $"it happens within {atMost}");
    }

    /// <summary>Stops the server and starts it again with the same data at the same port.</summary>
    public async Task RestartAsync()
    {
        await StopServerAsync();
        await StartServerAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _world.Dispose();
        await StopServerAsync();
        System.IO.Directory.Delete(_data, recursive: true);
    }

    private async Task StartServerAsync()
    {
        _server = await PerchServer.StartAsync(
            _change(new()
            {
                DataDirectory = _data,
                Http = [new(IPAddress.Loopback, 0)],
                Sip = [_sip],
                Realm = Realm,
                AdminPassword = AdminPassword,
                PromptDirectory = PromptDirectory,
                LogLevel = LogEventLevel.Warning,
            }),
            Clock,
            _replace);
        _sip = _server.Sip[0];
        _api = await AdminApi.LogInAsync(_server.Http[0], AdminPassword);
    }

    private async Task StopServerAsync()
    {
        _api?.Dispose();

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        (_api, _server) = (null, null);
    }

    private static string WritePrompts()
    {
        var directory = System.IO.Directory.CreateTempSubdirectory("perch-prompts-").FullName;
        TinyPrompts.WriteLikeTheRealOnes(directory);
        TinyPrompts.Write(directory, Questions, after: TimeSpan.FromSeconds(1));
        TinyPrompts.Write(directory, LastWords, after: TimeSpan.FromMilliseconds(200));
        TinyPrompts.Write(directory, EarlyMedia, before: TimeSpan.FromMilliseconds(500));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.Directory.Delete(directory, recursive: true);

        return directory;
    }
}
