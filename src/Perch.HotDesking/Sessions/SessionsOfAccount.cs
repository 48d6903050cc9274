using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Whoever sits at a desk of a deleted account is logged out with it. The ledger stays: it is append-only.</summary>
internal sealed class SessionsOfAccount(DeskNews news, TimeProvider time) : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        await database.Set<DeskFactsRow>().Where(row => row.AccountId == account.Value)
            .ExecuteDeleteAsync(cancellation);
        var open = await database.Open().Where(row => row.AccountId == account.Value).ToListAsync(cancellation);
        var change = new SessionChange(open.ConvertAll(row => row.End(EndReason.Deleted, now)), Started: null);

        return () => news.Committed(change);
    }
}
