using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Calls;
using Perch.Directory;
using Perch.Storage;
using Perch.TestKit.Directory;
using Perch.TestKit.Time;

namespace Perch.Records.Tests;

/// <summary>What an office keeps of the past, over a real database, Monday at nine.</summary>
internal sealed class Archive : IAsyncDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-records-").FullName;
    private readonly ServiceProvider _services;

    private Archive() => _services = Compose();

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public FakeClock Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public FakeDirectory Directory { get; } = new();

    public BrokenStore Store => _services.GetRequiredService<BrokenStore>();

    public RecordWriter Writer => _services.GetRequiredService<RecordWriter>();

    public static async Task<Archive> OpenAsync()
    {
        var archive = new Archive();
        await archive._services.GetRequiredService<IPerchDatabase>().OpenAsync(Cancel);
        return archive;
    }

    /// <summary>A call that begins now and takes so long, as telephony tells of it when it is over.</summary>
    public RecordedCall Call(string dialled, TimeSpan? taking = null, Account? account = null)
    {
        var start = Clock.GetUtcNow();
        Clock.Advance(taking ?? TimeSpan.FromMinutes(3));

        return new(
            new(Guid.CreateVersion7(start)), account ?? Directory.DefaultAccount, new Caller(null, null, null, "Alice", "201"),
            dialled, SipCallId: null, start, AnsweredAt: start, Clock.GetUtcNow(), Decisions: []);
    }

    /// <summary>Records a call that is over.</summary>
    public Task KeepAsync(params IEnumerable<RecordedCall> calls) => AddAsync(calls.Select(CallRecordRow.Of));

    /// <summary>Notes that somebody did something to the thing of this name, now.</summary>
    public Task NoteAsync(string name) => AddAsync([new AuditRow
    {
        Id = Guid.CreateVersion7(),
        AccountId = Directory.DefaultAccount.Id.Value,
        At = Clock.GetUtcNow().ToUnixTimeMilliseconds(),
        ObjectName = name,
    }]);

    /// <summary>What was dialled in the calls of which there is a record, oldest first.</summary>
    public Task<List<string>> DialledAsync() => Store.ReadAsync(
        (database, token) => database.Set<CallRecordRow>().OrderBy(row => row.StartedAt).ThenBy(row => row.Dialled)
            .Select(row => row.Dialled).ToListAsync(token),
        Cancel);

    /// <summary>What things are called to which somebody did something.</summary>
    public Task<List<string>> NotedAsync() => Store.ReadAsync(
        (database, token) => database.Set<AuditRow>().OrderBy(row => row.At).Select(row => row.ObjectName).ToListAsync(token),
        Cancel);

    /// <summary>What the server does once a day; returns how many went.</summary>
    public async Task<int> ForgetAsync()
    {
        var total = 0;

        foreach (var forgetting in _services.GetServices<IForgetting>())
        {
            total += await forgetting.RunAsync(Cancel);
        }

        return total;
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        System.IO.Directory.Delete(_directory, recursive: true);
    }

    private Task AddAsync(IEnumerable<object> rows) => Store.WriteAsync(
        (database, _) =>
        {
            database.AddRange(rows);
            return Task.FromResult(true);
        },
        committed: null,
        Cancel);

    private ServiceProvider Compose()
    {
        var services = new ServiceCollection()
            .AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(new DataDirectory(_directory))
            .AddSingleton<IDirectory>(Directory)
            .AddPerchStorage()
            .AddPerchRecords();

        return BrokenStore.Wrap(services).BuildServiceProvider();
    }
}
