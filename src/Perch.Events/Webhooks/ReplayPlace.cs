using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Whether an event can still be delivered once more.</summary>
internal sealed class ReplayPlace(IPerchStore store, OutboxTail tail, EventPages pages)
{
    public async Task<bool> IsKeptAsync(long id, CancellationToken cancellation)
    {
        await tail.FollowAsync().WaitAsync(cancellation);
        return id <= pages.Last && await pages.IsKeptAsync(id - 1, cancellation);
    }

    /// <summary>Null where the account has no such event any more.</summary>
    public async Task<EventFrame?> FindAsync(AccountId account, long id, CancellationToken cancellation) =>
        await store.ReadAsync(
            (database, token) => database.Set<OutboxRow>()
                .SingleOrDefaultAsync(row => row.AccountId == account.Value && row.Id == id, token),
            cancellation) is { } row
            ? EventFrame.Of(row)
            : null;
}
