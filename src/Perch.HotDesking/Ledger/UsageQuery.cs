using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Who used which desk from when to when, in one query however long the ledger is.</summary>
internal static class UsageQuery
{
    /// <summary>The spans of each desk that touch the period, cut to it.</summary>
    public static async Task<IReadOnlyDictionary<DeviceId, List<Span>>> SpansAsync(
        this DbContext database, AccountId account, Span period, CancellationToken cancellation)
    {
        var (from, to) = (period.From.ToUnixTimeMilliseconds(), period.To.ToUnixTimeMilliseconds());
        var ofAccount = database.Set<HotDeskSessionRow>().Where(row => row.AccountId == account.Value);

        // Two ranges of one index, put together by the database: what ended before the period is never looked at. The
        // start is compared by a difference, because SQLite would take its index instead and walk from the first day.
        var rows = ofAccount.Where(row => row.EndedAt == null)
            .Concat(ofAccount.Where(row => row.EndedAt > from))
            .Where(row => to - row.StartedAt > 0)
            .Select(row => new { row.DeviceId, row.StartedAt, row.EndedAt });
        var spans = new Dictionary<DeviceId, List<Span>>();

        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellation))
        {
            var device = new DeviceId(row.DeviceId);

            if (!spans.TryGetValue(device, out var ofDevice))
            {
                spans[device] = ofDevice = [];
            }

            ofDevice.Add(new(Later(row.StartedAt, from), Earlier(row.EndedAt ?? to, to)));
        }

        return spans;
    }

    private static DateTimeOffset Later(long one, long other) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Max(one, other));

    private static DateTimeOffset Earlier(long one, long other) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(one, other));
}
