using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>The store over one SQLite file: many readers, one writer.</summary>
internal sealed class PerchStore : IPerchStore, IDisposable
{
    private const int MostIdleReaders = 8;

    private readonly string _file;
    private readonly ModuleTables _tables;
    private readonly StoreWriter _writer;
    private readonly Lazy<IChangeWitness>? _witness;
    private readonly ConcurrentBag<StoreConnection> _idle = [];

    public PerchStore(
        DataDirectory directory,
        IEnumerable<IEntityModule> modules,
        ILogger<PerchStore> logger,
        Lazy<IChangeWitness>? witness = null)
    {
        _witness = witness;
        _file = directory.Database;
        _tables = new ModuleTables(modules);
        _writer = new StoreWriter(() => StoreConnection.OpenWriter(_file, _tables), logger);
    }

    public async Task<T> ReadAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> query, CancellationToken cancellation)
    {
        StoreConnection? connection = null;
        try
        {
            connection = _idle.TryTake(out var kept) ? kept : StoreConnection.OpenReader(_file, _tables);
            var answer = await QueryAsync(connection, query, cancellation);
            GiveBack(connection);
            return answer;
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            if (StoreFaults.Find(exception) is { } unavailable)
            {
                throw unavailable;
            }

            throw;
        }
    }

    public Task<T> WriteAsync<T>(
        Func<DbContext, CancellationToken, Task<T>> change, Action<T>? committed, CancellationToken cancellation)
    {
        var job = new WriteJob<T>(change, committed, cancellation)
        {
            Witness = _witness?.Value is { } witness && witness.WhoAsks() is { } who
                ? database => witness.Witness(database, who)
                : null,
        };
        if (!_writer.TryEnqueue(job))
        {
            job.Fail(new StoreUnavailableException(
                "The database is closed.", new ObjectDisposedException(nameof(PerchStore))));
        }

        return job.Task;
    }

    public void Dispose()
    {
        _writer.Dispose();
        while (_idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    // Deferred: a reader sees one state of the database and never waits for the writer.
    private static async Task<T> QueryAsync<T>(
        StoreConnection connection, Func<DbContext, CancellationToken, Task<T>> query, CancellationToken cancellation)
    {
        await using var transaction = connection.Connection.BeginTransaction(deferred: true);
        await using var context = connection.NewContext();
        await context.Database.UseTransactionAsync(transaction, cancellation);
        return await query(context, cancellation);
    }

    private void GiveBack(StoreConnection connection)
    {
        if (_idle.Count < MostIdleReaders)
        {
            _idle.Add(connection);
        }
        else
        {
            connection.Dispose();
        }
    }
}
