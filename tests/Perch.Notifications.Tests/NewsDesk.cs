using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;
using Perch.Events;
using Perch.Storage;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Notifications.Tests;

/// <summary>
/// Notifications of an office over a real database, Monday at nine; the directory is written by the test, and rounds are
/// made by hand. May be stopped and started again.
/// </summary>
internal sealed class NewsDesk : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("perch-news-").FullName;
    private readonly HashSet<DeviceId> _registered = [];
    private ServiceProvider _services;

    private NewsDesk()
    {
        Alice = Directory.Put(Directory.AddUser("Alice") with { Role = Role.Admin });
        _services = Compose();
    }

    public FakeDirectory Directory { get; } = new();

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public double DiskUsed { get; set; } = 0.5;

    public List<StandingAlarm> Alarms { get; } = [];

    /// <summary>The administrator.</summary>
    public User Alice { get; }

    public static async Task<NewsDesk> OpenAsync()
    {
        var desk = new NewsDesk();
        await desk.Get<IPerchDatabase>().OpenAsync(Cancel);
        return desk;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>The phone is there, and then it is not.</summary>
    public void Unplug(Device device)
    {
        _registered.Remove(device.Id);
        Get<OfflinePhones>().Hear(new DeviceUnregistered(device.Id, Clock.GetUtcNow()));
    }

    public void Plug(Device device)
    {
        _registered.Add(device.Id);
        Get<OfflinePhones>().Hear(new DeviceRegistered(device.Id));
    }

    public Task SayAsync(string type, JsonObject data) => Get<IPerchStore>().WriteAsync(
        (database, _) =>
        {
            Get<IOutbox>().Add(database, new(Directory.DefaultAccount.Id, type, Clock.GetUtcNow(), Actor: null, data));
            return Task.FromResult(true);
        },
        committed: null,
        Cancel);

    public Task RoundAsync() => Get<NotificationRound>().RunAsync(Cancel);

    /// <summary>What a person was told, oldest first.</summary>
    public async Task<IReadOnlyList<string>> ToldAsync(User user) => (await Get<IPerchStore>().ReadAsync(
        (database, token) => database.Set<NotificationRow>().Where(row => row.UserId == user.Id.Value)
            .OrderBy(row => row.Id).ToListAsync(token),
        Cancel)).ConvertAll(row => row.Text);

    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        _services = Compose();
        await Get<IPerchDatabase>().OpenAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private ServiceProvider Compose() => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(new DataDirectory(_folder))
        .AddPerchStorage()
        .AddSingleton<IKeys, FakeKeys>()
        .AddSingleton<IDirectory>(Directory)
        .AddSingleton<IChanges<UserId, UserDraft>, NoAddresses>()
        .AddSingleton<IDeviceRegistrations>(new Registrations(_registered))
        .AddSingleton<IAlarmSource>(new Source(Alarms))
        .AddSingleton<StandingAlarms>()
        .AddPerchEvents(new())
        .AddPerchNotifications(new())
        .AddSingleton<IDiskSpace>(new Disk(this))
        .BuildServiceProvider();

    private sealed class Disk(NewsDesk desk) : IDiskSpace
    {
        public double? Used => desk.DiskUsed;
    }

    private sealed class Source(List<StandingAlarm> alarms) : IAlarmSource
    {
        public IEnumerable<StandingAlarm> AlarmsOf(Account account) => alarms;
    }

    private sealed class Registrations(HashSet<DeviceId> registered) : IDeviceRegistrations
    {
        public IReadOnlyList<RegisteredContact> BindingsOf(DeviceId device) => registered.Contains(device)
            ? [new("sip:desk@192.0.2.1", "192.0.2.1:5060", "udp", UserAgent: null, DateTimeOffset.MaxValue)]
            : [];
    }

    private sealed class NoAddresses : IChanges<UserId, UserDraft>
    {
        public Task<Stored<UserDraft>?> FindAsync(AccountId account, UserId id, CancellationToken cancellation) =>
            Task.FromResult<Stored<UserDraft>?>(null);

        public Task<ChangeOutcome<UserDraft>> CreateAsync(
            AccountId account, UserDraft draft, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ChangeOutcome<UserDraft>> ChangeAsync(
            AccountId account, UserId id, long? ifVersion, Func<UserDraft, UserDraft> edit, CancellationToken cancellation) =>
            throw new NotSupportedException();

        public Task<ChangeOutcome<UserDraft>> DeleteAsync(
            AccountId account, UserId id, long? ifVersion, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
