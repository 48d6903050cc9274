using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;
using Perch.Storage;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Events.Tests;

/// <summary>The events of an office over a real database, Monday at nine; may be stopped and started again.</summary>
internal sealed class Newsroom : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-events-").FullName;
    private ServiceProvider _services;

    private Newsroom() => _services = Compose();

    public static AccountId Account { get; } = new(Guid.CreateVersion7());

    public static AccountId OtherAccount { get; } = new(Guid.CreateVersion7());

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public IPerchStore Store => Get<IPerchStore>();

    public IOutbox Outbox => Get<IOutbox>();

    public RecentEvents Recent => Get<RecentEvents>();

    public static async Task<Newsroom> OpenAsync()
    {
        var newsroom = new Newsroom();
        await newsroom.StartAsync();
        return newsroom;
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public OutboxEvent Event(string type, AccountId? account = null) =>
        new(account ?? Account, type, Clock.GetUtcNow(), Actor: null, new JsonObject { ["userId"] = "alice" });

    /// <summary>Says each in a transaction of its own.</summary>
    public async Task SayAsync(params IEnumerable<OutboxEvent> events)
    {
        foreach (var happened in events)
        {
            await Store.WriteAsync(
                (database, _) =>
                {
                    Outbox.Add(database, happened);
                    return Task.FromResult(true);
                },
                committed: null,
                Cancel);
        }
    }

    /// <summary>What has been told after the event <paramref name="position"/>, once there is as much as expected.</summary>
    public async Task<IReadOnlyList<EventFrame>> ToldAsync(int expected, long position = 0)
    {
        while (true)
        {
            var last = Recent.Last;

            if (Recent.After(position) is { } told && told.Count >= expected)
            {
                return told;
            }

            await Recent.WaitBeyondAsync(last).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        }
    }

    public Task<List<OutboxRow>> RowsAsync() =>
        Store.ReadAsync((database, token) => database.Set<OutboxRow>().OrderBy(row => row.Id).ToListAsync(token), Cancel);

    public async Task RestartAsync()
    {
        await StopAsync();
        _services = Compose();
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync()
    {
        await Get<IPerchDatabase>().OpenAsync(Cancel);

        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(Cancel);
        }

        await Get<OutboxTail>().FollowAsync();
    }

    private async Task StopAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StopAsync(CancellationToken.None);
        }

        await _services.DisposeAsync();
    }

    private ServiceProvider Compose() => new ServiceCollection()
        .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
        .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
        .AddSingleton<TimeProvider>(Clock)
        .AddSingleton(new DataDirectory(_directory))
        .AddPerchStorage()
        .AddSingleton<IKeys, FakeKeys>()
        .AddPerchEvents(new(LocalWebhooks: true))
        .BuildServiceProvider();
}
