namespace Perch.Events;

/// <summary>Whether an event can still be delivered once more.</summary>
internal sealed class ReplayPlace(OutboxTail tail, EventPages pages)
{
    public async Task<bool> IsKeptAsync(long id, CancellationToken cancellation)
    {
        await tail.FollowAsync().WaitAsync(cancellation);
        return id <= pages.Last && await pages.IsKeptAsync(id - 1, cancellation);
    }
}
