using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What couriers write down: how far a webhook has come, and what its receiver refused on the way.</summary>
internal sealed class CourierNotes(IPerchStore store, EventMetrics metrics)
{
    /// <summary>The types of which events are set aside.</summary>
    public async Task<HashSet<string>> RefusedTypesAsync(Guid webhook, CancellationToken cancellation) => await store.ReadAsync(
        (database, token) => database.Set<RefusedEventRow>().Where(refused => refused.WebhookId == webhook)
            .Select(refused => refused.Type).ToHashSetAsync(token),
        cancellation);

    /// <summary>
    /// False where the webhook is gone. Columns of deliveries only: an administrator may be changing the others. Not to be
    /// cancelled: what was delivered is to be remembered.
    /// </summary>
    public async Task<bool> SaveAsync(WebhookRow row, IReadOnlyList<RefusedEventRow> setAside)
    {
        var isThere = await store.WriteAsync(
            async (database, token) =>
            {
                await ForgetWhatWasPassedAsync(database, row, token);

                if (await UpdateAsync(database, row, token) == 0)
                {
                    return false;
                }

                database.AddRange(setAside);
                return true;
            },
            committed: null,
            CancellationToken.None);

        if (isThere)
        {
            metrics.SetAside(setAside.Count);
        }

        return isThere;
    }

    // Of a replay: whatever lies between the cursor that was and the one that is has been taken, or is refused anew.
    private static Task<int> ForgetWhatWasPassedAsync(DbContext database, WebhookRow row, CancellationToken cancellation) =>
        database.Set<RefusedEventRow>()
            .Where(refused => refused.WebhookId == row.Id && refused.EventId <= row.Cursor
                && refused.EventId > database.Set<WebhookRow>().Where(same => same.Id == row.Id).Max(same => same.Cursor))
            .ExecuteDeleteAsync(cancellation);

    private static Task<int> UpdateAsync(DbContext database, WebhookRow row, CancellationToken cancellation) =>
        database.Set<WebhookRow>().Where(same => same.Id == row.Id).ExecuteUpdateAsync(
            set => set.SetProperty(same => same.Cursor, row.Cursor)
                .SetProperty(same => same.FailedTries, row.FailedTries)
                .SetProperty(same => same.RefusedTries, row.RefusedTries)
                .SetProperty(same => same.FailingSince, row.FailingSince)
                .SetProperty(same => same.NextTryAt, row.NextTryAt)
                .SetProperty(same => same.LastTryAt, row.LastTryAt)
                .SetProperty(same => same.LastStatus, row.LastStatus)
                .SetProperty(same => same.LastError, row.LastError)
                .SetProperty(same => same.LastDeliveredAt, row.LastDeliveredAt),
            cancellation);
}
