using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;
using Perch.HotDesking.Tests.AutoLogOut;
using Perch.Storage;
using Perch.TestKit.Calls;
using Perch.TestKit.Directory;

namespace Perch.HotDesking.Tests;

/// <summary>An office with a real database, Monday at nine: people, desks and all that this module composes.</summary>
internal sealed class Office : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-desks-").FullName;
    private ServiceProvider _services;

    private Office()
    {
        _services = Compose();
    }

    public FakeDirectory Directory { get; } = new();

    internal HurriedClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    internal FakePins Pins { get; } = new();

    internal RecordingListener Listener { get; } = new();

    internal FakePhones Phones { get; } = new();

    internal FakeMessages Messages { get; } = new();

    public RecordingOutbox Outbox { get; } = new();

    public BrokenStore Store => _services.GetRequiredService<BrokenStore>();

    public IHotDesks HotDesks => _services.GetRequiredService<IHotDesks>();

    public ICallerIdentity Callers => _services.GetRequiredService<ICallerIdentity>();

    public static async Task<Office> OpenAsync()
    {
        var office = new Office();
        await office.BeginAsync();
        return office;
    }

    /// <summary>Alice at 204 may hot desk; with a PIN where one is given.</summary>
    public User Person(string name, string extension, string? pin = null, Elsewhere elsewhere = Elsewhere.Move)
    {
        var user = Directory.AddUser(name, extension, hotDeskId: extension);

        return Directory.Put(user with
        {
            HotDesk = user.HotDesk with
            {
                RequirePin = pin is not null,
                Pin = pin is null ? null : FakePins.Of(pin),
                Elsewhere = elsewhere,
            },
        });
    }

    public Device Desk(string name, OccupiedPolicy occupied = OccupiedPolicy.Takeover)
    {
        var desk = Directory.AddDevice(name);
        return Directory.Put(desk with { Policy = new DeskPolicy { OccupiedPolicy = occupied } });
    }

    /// <summary>Logs somebody in as a receptionist would.</summary>
    public Task<LogInResult> SitAsync(User user, Device desk)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));

        return HotDesks.LogInAsync(
            new LogInRequest(desk.Id, user.Id, StartedHow.Admin, By: null) { TakeOver = TakeOver.Anybody },
            CancellationToken.None);
    }

    public async Task FollowAsync()
    {
        foreach (var follower in _services.GetServices<IDirectoryFollower>())
        {
            await follower.FollowAsync(CancellationToken.None);
        }
    }

    /// <summary>A call from the phone, whose caller answers questions so.</summary>
    public ScriptedCall CallFrom(Device phone, params IReadOnlyList<string> dials)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        return new ScriptedCall(Directory.DefaultAccount, Callers.Identify(phone), dials);
    }

    /// <summary>Dials a program's code and what follows it.</summary>
    public async Task<ProgramStep> RunAsync(string program, ICall call, string rest = "")
    {
        var step = new ProgramStep(default, rest);
        await _services.GetServices<ICallProgram>().Single(it => it.Name == program).RunAsync(call, step);
        return step;
    }

    /// <summary>Who sits at the desk, by first name, as routing sees it.</summary>
    public IEnumerable<string?> At(Device desk) =>
        HotDesks.OpenAt(desk.Id).Select(session => Directory.User(session.UserId)?.FirstName);

    /// <summary>The whole ledger, oldest first, read from the database.</summary>
    public Task<List<HotDeskSession>> LedgerAsync() => Store.ReadAsync(
        async (database, token) => (await database.Set<HotDeskSessionRow>().OrderBy(row => row.StartedAt)
            .ThenBy(row => row.Id).ToListAsync(token)).ConvertAll(row => row.ToSession()),
        CancellationToken.None);

    /// <summary>Another process on the same files.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public ValueTask StopAsync() => _services.DisposeAsync();

    public async Task StartAsync()
    {
        _services = Compose();
        await BeginAsync();
    }

    /// <summary>Waits for what others do.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);

        while (!condition())
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, patience.Token);
        }
    }

    /// <summary>What a restart finds.</summary>
    public async Task<IReadOnlyList<HotDeskSession>> OpenAfterRestartAsync(DeviceId desk)
    {
        await RestartAsync();
        return HotDesks.OpenAt(desk);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    internal T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    private async Task BeginAsync()
    {
        await _services.GetRequiredService<IPerchDatabase>().OpenAsync(CancellationToken.None);
        await _services.GetRequiredService<AutoLogOuts>().StartAsync(CancellationToken.None);
    }

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddLogging()
            .AddSingleton(new DataDirectory(_directory))
            .AddSingleton<IDirectory>(Directory)
            .AddSingleton<IPins>(Pins)
            .AddSingleton<IKeys, FakeKeys>()
            .AddSingleton<IPinChanges>(new FakePinChanges(Directory))
            .AddSingleton<INewMessages>(Messages)
            .AddSingleton<IPhoneActivity>(Phones)
            .AddSingleton<IDeviceRegistrations>(Phones)
            .AddSingleton<IOutbox>(Outbox)
            .AddSingleton<IRingStates>(new FakeRingStates(Directory))
            .AddSingleton<IHotDeskListener>(Listener)
            .AddPerchStorage()
            .AddPerchHotDesking();

        return BrokenStore.Wrap(services).BuildServiceProvider();
    }
}
