using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What happened in a deleted account goes with it.</summary>
internal sealed class EventsOfAccount : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        await database.Set<OutboxRow>().Where(row => row.AccountId == account.Value).ExecuteDeleteAsync(cancellation);
        return () => { };
    }
}
