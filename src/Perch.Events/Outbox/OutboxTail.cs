using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// Reads what was committed, in the order of its commit, and makes it known. Rows are read back rather than told
/// from the transaction that wrote them: what is read is committed, and nothing else ever is told. Costs nothing
/// until somebody follows.
/// </summary>
internal sealed partial class OutboxTail(IPerchStore store, RecentEvents recent, ILogger<OutboxTail> logger)
{
    private const int PageSize = 500;

    private readonly Lock _lock = new();
    private volatile bool _isFollowed;
    private volatile bool _isStarted;
    private Task? _start;
    private int _isExpecting;
    private int _asked;

    /// <summary>Once it completes, <see cref="RecentEvents"/> grows with every commit, for good.</summary>
    public Task FollowAsync()
    {
        lock (_lock)
        {
            return _start is null or { IsFaulted: true } ? _start = StartAsync() : _start;
        }
    }

    /// <summary>
    /// Rows were just added to a transaction that is still running. Behind it in the writer's queue an empty one is
    /// put, whose end is a moment when they are committed, or never will be. Called on the writer's thread.
    /// </summary>
    public void Expect()
    {
        if (_isFollowed && Interlocked.Exchange(ref _isExpecting, 1) == 0)
        {
            _ = CatchUpAfterCommitAsync();
        }
    }

    // Through the writer: a transaction that did not see that somebody follows is committed before this reads.
    private async Task StartAsync()
    {
        _isFollowed = true;
        recent.StartAt(await store.WriteAsync(
            (database, token) => database.Set<OutboxRow>().MaxAsync(row => (long?)row.Id, token),
            committed: null,
            CancellationToken.None) ?? 0);
        _isStarted = true;
        await CatchUpAsync();
    }

    private async Task CatchUpAfterCommitAsync()
    {
        try
        {
            await store.WriteAsync((_, _) => Task.FromResult(true), _ => Ended(), CancellationToken.None);
        }
        catch (StoreUnavailableException)
        {
            // Rows that were committed before the database went away are still to be told.
            Ended();
        }

        await CatchUpAsync();
    }

    // On the writer's thread, so that every transaction after this one asks again.
    private void Ended() => Volatile.Write(ref _isExpecting, 0);

    // One reads at a time; who comes meanwhile makes it look once more.
    private async Task CatchUpAsync()
    {
        if (!_isStarted || Interlocked.Increment(ref _asked) > 1)
        {
            return;
        }

        int seen;

        do
        {
            seen = Volatile.Read(ref _asked);
            await ReadAllAsync();
        }
        while (Interlocked.CompareExchange(ref _asked, 0, seen) != seen);
    }

    private async Task ReadAllAsync()
    {
        try
        {
            while (await ReadPageAsync() == PageSize)
            {
            }
        }
        catch (StoreUnavailableException exception)
        {
            LogBehind(exception.Message);
        }
    }

    private async Task<int> ReadPageAsync()
    {
        var after = recent.Last;
        var rows = await store.ReadAsync(
            (database, token) => database.Set<OutboxRow>().Where(row => row.Id > after)
                .OrderBy(row => row.Id).Take(PageSize).ToListAsync(token),
            CancellationToken.None);

        if (rows.Count > 0)
        {
            recent.Append(rows.ConvertAll(EventFrame.Of));
        }

        return rows.Count;
    }

    [LoggerMessage(LogLevel.Warning, "Events are told with the next one: {Why}")]
    private partial void LogBehind(string why);
}
