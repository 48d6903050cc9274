using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>What was told in a deleted account goes with it.</summary>
internal sealed class NotificationsOfAccount : IAccountContents
{
    public async Task<Action> RemoveAsync(DbContext database, AccountId account, CancellationToken cancellation)
    {
        var id = account.Value;
        await database.Set<NotificationRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        await database.Set<NotificationChoiceRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        await database.Set<ToldConditionRow>().Where(row => row.AccountId == id).ExecuteDeleteAsync(cancellation);
        return static () => { };
    }
}
