using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Keeps refused log-ins behind their answers, and shows those that are still on their way.</summary>
internal sealed class RefusalWriter(IPerchStore store, TimeProvider time, ILogger<RefusalWriter> logger)
    : LaterWriter<RefusalRow>(store, time, Limits, logger)
{
    private static readonly LaterLimits Limits = new(Waiting: 10_000, AtOnce: 500, Gathering: TimeSpan.FromMilliseconds(200));

    private readonly RefusalTally _tally = new(time);
    private readonly ConcurrentDictionary<Guid, RefusalRow> _unwritten = new();

    protected override string What => "refused log-ins";

    /// <summary>Returns what it may be asked for by, from now on.</summary>
    /// <param name="refusal">What was refused.</param>
    /// <param name="call">The call, where it was by phone.</param>
    public Guid Keep(Refusal refusal, CallId? call)
    {
        var row = _tally.Count(refusal, call);
        _unwritten.AddOrUpdate(row.Id, row, (_, other) => other.Count > row.Count ? other : row);
        Add(row);

        return row.Id;
    }

    /// <summary>One that is not in the database yet, or counts more there by now.</summary>
    public RefusalRow? Find(Guid id) => _unwritten.GetValueOrDefault(id);

    // Rows that are the same come once for each time; the one that counts most says all.
    protected override async Task PutAsync(
        DbContext database, IReadOnlyList<RefusalRow> turn, CancellationToken cancellation)
    {
        var latest = turn.GroupBy(row => row.Id).ToDictionary(same => same.Key, same => same.MaxBy(row => row.Count)!);
        Guid[] ids = [.. latest.Keys];
        var before = await database.Set<RefusalRow>().Where(row => ids.Contains(row.Id)).ToListAsync(cancellation);

        foreach (var row in before.Where(row => row.Count < latest[row.Id].Count))
        {
            database.Entry(row).CurrentValues.SetValues(latest[row.Id]);
        }

        database.AddRange(latest.Values.ExceptBy(before.Select(row => row.Id), row => row.Id));
    }

    protected override void Written(IReadOnlyList<RefusalRow> turn)
    {
        foreach (var row in turn)
        {
            _unwritten.TryRemove(new(row.Id, row));
        }
    }

    protected override void Dropped(RefusalRow item) => _unwritten.TryRemove(new(item.Id, item));
}
