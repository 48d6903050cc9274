using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Perch.Directory;

/// <summary>A change inside its transaction.</summary>
internal delegate Task<ChangeOutcome<T>> DirectoryChange<T>(
    DbContext database, DirectoryEdits edits, CancellationToken cancellation);

/// <summary>Runs a change as one transaction, then brings the snapshot, the listeners and the followers after it.</summary>
internal sealed partial class DirectoryWriter(
    IPerchStore store,
    DirectorySnapshot snapshot,
    DirectoryNews news,
    IEnumerable<IDirectoryFollower> followers,
    ConfigNews config,
    ILogger<DirectoryWriter> logger)
{
    /// <summary>Anything but Done leaves everything as it was.</summary>
    public Task<ChangeOutcome<T>> WriteAsync<T>(DirectoryChange<T> change, CancellationToken cancellation) =>
        WriteAsync(
            (database, edits, token) => change(database, edits, token),
            outcome => outcome is ChangeOutcome<T>.Done,
            cancellation);

    /// <summary>As many changes as wanted in one transaction; what is not done leaves everything as it was.</summary>
    public async Task<TOutcome> WriteAsync<TOutcome>(
        Func<DbContext, DirectoryEdits, CancellationToken, Task<TOutcome>> change,
        Predicate<TOutcome> isDone,
        CancellationToken cancellation)
    {
        var actor = config.Actor;
        var (outcome, _) = await store.WriteAsync(
            (database, token) => RunAsync(change, isDone, database, actor, token),
            written => written.Edits.Apply(snapshot, news),
            cancellation);

        if (isDone(outcome))
        {
            await FollowAsync();
        }

        return outcome;
    }

    private async Task<(TOutcome Outcome, DirectoryEdits Edits)> RunAsync<TOutcome>(
        Func<DbContext, DirectoryEdits, CancellationToken, Task<TOutcome>> change,
        Predicate<TOutcome> isDone,
        DbContext database,
        string? actor,
        CancellationToken cancellation)
    {
        var edits = new DirectoryEdits();
        var outcome = await change(database, edits, cancellation);
        if (isDone(outcome))
        {
            config.Tell(database, actor);
            return (outcome, edits);
        }

        database.ChangeTracker.Clear();
        return (outcome, new DirectoryEdits());
    }

    // The change stands, so whoever asked for it hears so even if they leave, or a follower has to wait for its turn.
    private async Task FollowAsync()
    {
        foreach (var follower in followers)
        {
            try
            {
                await follower.FollowAsync(CancellationToken.None);
            }
            catch (StoreUnavailableException exception)
            {
                LogFollowerLate(follower.GetType().Name, exception);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Follower} could not follow a change; it will with the next one.")]
    private partial void LogFollowerLate(string follower, Exception exception);
}
