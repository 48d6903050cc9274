using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Puts pseudonyms in the place of people in sessions that ended long enough ago. A pseudonym is drawn by lot, holds for
/// one person within one run, and is written down nowhere else: nobody can lead it back, nor join one day to another.
/// </summary>
internal sealed class Forgetting(IDirectory directory, IPerchStore store, TimeProvider time) : IForgetting
{
    private readonly Dictionary<(Guid Account, Guid Person), Guid> _pseudonyms = [];

    public string What => "hot-desk sessions";

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

    private Task<int> DrainAsync(
        long endedBefore,
        Func<IQueryable<HotDeskSessionRow>, IQueryable<HotDeskSessionRow>> whose,
        CancellationToken cancellation) =>
        store.WriteInTurnsAsync(
            async (database, token) =>
            {
                var old = database.Set<HotDeskSessionRow>()
                    .Where(row => row.PseudonymisedAt == null && row.EndedAt < endedBefore);
                var rows = await whose(old).OrderBy(row => row.EndedAt).Take(ManyTransactions.RowsAtOnce).ToListAsync(token);
                rows.ForEach(row => row.Forget(person => PseudonymOf(row.AccountId, person), time.GetUtcNow()));
                return rows.Count;
            },
            cancellation);

    private Guid PseudonymOf(Guid account, Guid person)
    {
        if (!_pseudonyms.TryGetValue((account, person), out var pseudonym))
        {
            _pseudonyms[(account, person)] = pseudonym = Guid.NewGuid();
        }

        return pseudonym;
    }
}
