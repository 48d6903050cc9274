using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What receivers refused, as administrators see it.</summary>
internal sealed class RefusedEvents(IPerchStore store)
{
    public async Task<WebhookJson> ShowAsync(WebhookRow row, CancellationToken cancellation) =>
        WebhookJson.Of(row, (await CountAsync([row.Id], cancellation)).GetValueOrDefault(row.Id));

    /// <summary>By webhook; those that refused nothing are not in it.</summary>
    public Task<Dictionary<Guid, int>> CountAsync(IReadOnlyCollection<Guid> webhooks, CancellationToken cancellation) =>
        store.ReadAsync(
            (database, token) => database.Set<RefusedEventRow>().Where(refused => webhooks.Contains(refused.WebhookId))
                .GroupBy(refused => refused.WebhookId)
                .ToDictionaryAsync(refused => refused.Key, refused => refused.Count(), token),
            cancellation);
}
