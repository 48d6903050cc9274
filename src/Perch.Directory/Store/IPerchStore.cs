using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// The database. Modules read and write their own tables through it and see no other store.
/// One writer runs the changes one after another; a use case is one <see cref="WriteAsync"/>.
/// </summary>
public interface IPerchStore
{
    /// <summary>Runs a query; entities are not tracked. Throws <see cref="StoreUnavailableException"/>.</summary>
    Task<T> ReadAsync<T>(Func<DbContext, CancellationToken, Task<T>> query, CancellationToken cancellation);

    /// <summary>
    /// Runs a change in one transaction and completes when it is durable. An exception thrown by
    /// <paramref name="change"/> rolls it back and comes out here. <paramref name="committed"/> runs after the
    /// commit, in commit order, before the task completes: the place to bring in-memory state up to date.
    /// Throws <see cref="StoreUnavailableException"/> when nothing was written.
    /// </summary>
    Task<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> change, Action<T>? committed, CancellationToken cancellation);
}

/// <summary>The database cannot be read or written now: gone, locked, read-only or full. State is unchanged.</summary>
public sealed class StoreUnavailableException(string message, Exception inner) : Exception(message, inner);
