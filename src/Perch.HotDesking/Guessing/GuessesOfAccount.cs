using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>What was tried and refused in a deleted account goes with it.</summary>
internal sealed class GuessesOfAccount : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        await database.Set<PinTryRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        await database.Set<LockoutRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        await database.Set<RefusalRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);

        return () => { };
    }
}
