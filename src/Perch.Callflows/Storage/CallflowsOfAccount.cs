using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>The callflows of a deleted account go with it.</summary>
internal sealed class CallflowsOfAccount(CallflowBook book) : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        await database.Set<CallflowNumberRow>().Where(row => row.AccountId == account.Value)
            .ExecuteDeleteAsync(cancellation);
        await database.Set<CallflowRow>().Where(row => row.AccountId == account.Value)
            .ExecuteDeleteAsync(cancellation);

        return () => book.Remove(account);
    }
}
