using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// The facts about desks in memory, and on the disk those of desks where somebody sits, so that a restart neither
/// ends a session early nor gives it a new hour. Thread-safe.
/// </summary>
internal sealed partial class DeskFactBook(IPerchStore store, OpenSessions open, TimeProvider time, ILogger<DeskFactBook> logger)
    : ILoadedAtStart
{
    private readonly ConcurrentDictionary<DeviceId, DeskFacts> _facts = new();

    /// <summary>The last write, for who must see it done.</summary>
    internal Task Written { get; private set; } = Task.CompletedTask;

    public DeskFacts Of(DeviceId desk) => _facts.GetValueOrDefault(desk, DeskFacts.None);

    /// <summary>After the open sessions.</summary>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (database, token) => database.Set<DeskFactsRow>().ToListAsync(token), cancellation);

        foreach (var row in rows)
        {
            _facts[new DeviceId(row.DeviceId)] = row.ToFacts();
        }

        // Whether the others can be reached is not known yet: those that cannot are gone since now.
        foreach (var desk in open.All.Select(session => session.DeviceId).Where(desk => !_facts.ContainsKey(desk)))
        {
            _facts[desk] = new DeskFacts(LastUsed: null, time.GetUtcNow());
        }
    }

    /// <summary>As another node wrote them.</summary>
    public void Follow(DeskFactsRow row) => _facts[new DeviceId(row.DeviceId)] = row.ToFacts();

    public void Used(DeviceId desk, DateTimeOffset at) => Change(desk, facts => facts with { LastUsed = at });

    public void Registered(DeviceId desk) => Change(desk, facts => facts with { UnregisteredSince = null });

    public void Unregistered(DeviceId desk, DateTimeOffset since) =>
        Change(desk, facts => facts with { UnregisteredSince = since });

    private void Change(DeviceId desk, Func<DeskFacts, DeskFacts> change)
    {
        var before = Of(desk);
        var after = _facts.AddOrUpdate(desk, _ => change(DeskFacts.None), (_, facts) => change(facts));

        if (after != before && open.At(desk) is [var session, ..])
        {
            Written = WriteAsync(session.AccountId, desk);
        }
    }

    // Whoever tells a fact must not wait. What is lost when the database is gone costs at most a longer session.
    private async Task WriteAsync(AccountId account, DeviceId desk)
    {
        try
        {
            await store.WriteAsync(
                async (database, token) =>
                {
                    var row = await database.FindAsync<DeskFactsRow>([desk.Value], token);

                    if (row is null)
                    {
                        row = new DeskFactsRow { DeviceId = desk.Value, AccountId = account.Value };
                        database.Add(row);
                    }

                    row.Take(Of(desk));
                    return true;
                },
                committed: null,
                CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            LogNotWritten(failure, desk.Value);
        }
    }

    [LoggerMessage(LogLevel.Error, "A restart will not know of the last use of desk {Desk}: the database is unavailable")]
    private partial void LogNotWritten(Exception failure, Guid desk);
}
