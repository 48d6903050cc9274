using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What happened in a deleted account goes with it, and nobody is told any more.</summary>
internal sealed class EventsOfAccount(WebhookCouriers couriers) : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        var id = account.Value;
        await database.Set<OutboxRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        await database.Set<WebhookRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        await database.Set<RepeatableRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        return () => couriers.Forget(account);
    }
}
