using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Puts pseudonyms in the place of people in sessions that ended long enough ago. A pseudonym is drawn by lot, holds for
/// one person within one run, and is written down nowhere else: nobody can lead it back, nor join one day to another.
/// </summary>
internal sealed class Forgetting(IDirectory directory, IPerchStore store, TimeProvider time)
{
    // One transaction each, so that log-ins never wait long behind a year's sessions.
    internal const int RowsAtOnce = 500;

    private readonly Dictionary<(Guid Account, Guid Person), Guid> _pseudonyms = [];

    /// <summary>Returns how many sessions were forgotten.</summary>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        Guid[] known = [.. directory.Accounts.Select(account => account.Id.Value)];
        var total = await DrainAsync(
            CutOff(DirectoryLimits.RetentionDays), rows => rows.Where(row => !known.Contains(row.AccountId)), cancellation);

        foreach (var account in directory.Accounts)
        {
            total += await DrainAsync(
                CutOff(account.RetentionDays), rows => rows.Where(row => row.AccountId == account.Id.Value), cancellation);
        }

        _pseudonyms.Clear();
        return total;
    }

    private long CutOff(int days) => (time.GetUtcNow() - TimeSpan.FromDays(days)).ToUnixTimeMilliseconds();

    private async Task<int> DrainAsync(
        long endedBefore,
        Func<IQueryable<HotDeskSessionRow>, IQueryable<HotDeskSessionRow>> whose,
        CancellationToken cancellation)
    {
        var total = 0;
        int forgotten;

        do
        {
            forgotten = await store.WriteAsync<int>(
                async (database, token) =>
                {
                    var old = database.Set<HotDeskSessionRow>()
                        .Where(row => row.PseudonymisedAt == null && row.EndedAt < endedBefore);
                    var rows = await whose(old).OrderBy(row => row.EndedAt).Take(RowsAtOnce).ToListAsync(token);
                    rows.ForEach(row => row.Forget(person => PseudonymOf(row.AccountId, person), time.GetUtcNow()));
                    return rows.Count;
                },
                committed: null,
                cancellation);
            total += forgotten;
        }
        while (forgotten == RowsAtOnce);

        return total;
    }

    private Guid PseudonymOf(Guid account, Guid person)
    {
        if (!_pseudonyms.TryGetValue((account, person), out var pseudonym))
        {
            _pseudonyms[(account, person)] = pseudonym = Guid.NewGuid();
        }

        return pseudonym;
    }
}
