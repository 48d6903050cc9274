using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Storage;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Directory.Tests;

/// <summary>A directory over a real database in a directory of its own, which a test may stop and start.</summary>
internal sealed class DirectoryFixture : IAsyncDisposable
{
    public const string Realm = "pbx.example.com";

    private ServiceProvider _services;

    private DirectoryFixture(string root)
    {
        Root = root;
        _services = Compose();
    }

    public string Root { get; }

    public FakeClock Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public IDirectory Directory => Get<IDirectory>();

    public DirectorySnapshot Snapshot => Get<DirectorySnapshot>();

    public IPerchStore Store => Get<IPerchStore>();

    public IChanges<UserId, UserDraft> Users => Get<IChanges<UserId, UserDraft>>();

    public IChanges<DeviceId, DeviceDraft> Devices => Get<IChanges<DeviceId, DeviceDraft>>();

    public IChanges<SiteId, SiteDraft> Sites => Get<IChanges<SiteId, SiteDraft>>();

    public IAccountChanges Accounts => Get<IAccountChanges>();

    public AccountId Account => Directory.DefaultAccount.Id;

    /// <summary>What was said for programs outside.</summary>
    public RecordingOutbox Outbox { get; } = new();

    /// <summary>What was told, in order.</summary>
    public List<DirectoryChanged> News { get; } = [];

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<DirectoryFixture> StartAsync()
    {
        var fixture = new DirectoryFixture(System.IO.Directory.CreateTempSubdirectory("perch-").FullName);
        await fixture.OpenAsync();
        return fixture;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Stops the process's state and starts again on the same files.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Compose();
        await OpenAsync();
    }

    public async Task<User> AddUserAsync(string name, Func<UserDraft, UserDraft>? with = null)
    {
        var draft = new UserDraft { Username = name.ToLowerInvariant(), FirstName = name };
        var outcome = await Users.CreateAsync(Account, (with ?? (same => same))(draft), Cancel);
        return Directory.User(new UserId(outcome.Done().Id))!;
    }

    public async Task<Device> AddDeviceAsync(string name, Func<DeviceDraft, DeviceDraft>? with = null)
    {
        var draft = new DeviceDraft { Nickname = name, Sip = new() { Username = name } };
        var outcome = await Devices.CreateAsync(Account, (with ?? (same => same))(draft), Cancel);
        return Directory.Device(new DeviceId(outcome.Done().Id))!;
    }

    public async Task<Account> AddAccountAsync(string name)
    {
        var outcome = await Accounts.CreateAsync(new() { Name = name, Realm = $"{name}.example.com" }, Cancel);
        return Directory.Account(new AccountId(outcome.Done().Id))!;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(Root, recursive: true);
    }

    private ServiceProvider Compose() => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<TimeProvider>(Time)
        .AddSingleton(new DataDirectory(Root))
        .AddSingleton<IOutbox>(Outbox)
        .AddPerchStorage()
        .AddPerchDirectory(new FirstAccount(Realm, AdminPassword: null))
        .AddSingleton<IPins, QuickPins>()
        .AddSingleton<IPasswordHasher, QuickPasswords>()
        .BuildServiceProvider();

    private async Task OpenAsync()
    {
        await Get<IPerchDatabase>().OpenAsync(Cancel);
        Get<IDirectoryNews>().Subscribe(News.Add);
    }

    // Tests about hashing use the real ones; here they would only make hundreds of users slow.
    private sealed class QuickPins : IPins
    {
        public Task<PinHash> HashAsync(string pin, CancellationToken cancellation) =>
            Task.FromResult(new PinHash($"hash of {pin}"));

        public Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation) =>
            Task.FromResult(hash?.Encoded == $"hash of {pin}");
    }

    private sealed class QuickPasswords : IPasswordHasher
    {
        public Task<string> HashAsync(string password, CancellationToken cancellation) =>
            Task.FromResult($"hash of {password}");

        public Task<bool> VerifyAsync(string? encoded, string password, CancellationToken cancellation) =>
            Task.FromResult(encoded == $"hash of {password}");
    }
}

internal static class Outcomes
{
    public static Stored<T> Done<T>(this ChangeOutcome<T> outcome) =>
        Assert.IsType<ChangeOutcome<T>.Done>(outcome).Stored;

    /// <summary>The only thing that is wrong.</summary>
    public static FieldProblem Problem<T>(this ChangeOutcome<T> outcome) =>
        Assert.Single(Assert.IsType<ChangeOutcome<T>.Refused>(outcome).Problems);
}
