using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Records;

/// <summary>The records of a deleted account go with it.</summary>
internal sealed class RecordsOfAccount : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        await database.Set<CallRecordRow>().Where(row => row.AccountId == account.Value)
            .ExecuteDeleteAsync(cancellation);
        await database.Set<AuditRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        return static () => { };
    }
}
