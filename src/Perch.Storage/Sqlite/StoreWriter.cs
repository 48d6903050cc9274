using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>
/// The one thread that writes. What waits when a turn begins is committed together, so that many callers share
/// one wait for the disk; each is still all or nothing by itself.
/// </summary>
internal sealed partial class StoreWriter : IDisposable
{
    private const int MostInOneCommit = 64;

    private readonly Func<StoreConnection> _open;
    private readonly ILogger _logger;
    private readonly BlockingCollection<WriteJob> _queue = [];
    private readonly Thread _thread;
    private readonly Meter _meter = new("Perch.Storage");
    private StoreConnection? _connection;
    private bool _failing;

    public StoreWriter(Func<StoreConnection> open, ILogger logger)
    {
        _open = open;
        _logger = logger;
        _thread = new Thread(Run) { Name = "perch store writer", IsBackground = true };
        _thread.Start();
        _meter.CreateObservableGauge("perch.store.waiting", () => _queue.Count, description: "Changes that wait to be written");
    }

    /// <summary>False once the store is closing.</summary>
    public bool TryEnqueue(WriteJob job)
    {
        try
        {
            return _queue.TryAdd(job);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public void Dispose()
    {
        _meter.Dispose();
        _queue.CompleteAdding();
        _thread.Join();
        _connection?.Dispose();
        _queue.Dispose();
    }

    private void Run()
    {
        var turn = new List<WriteJob>(MostInOneCommit);
        foreach (var first in _queue.GetConsumingEnumerable())
        {
            turn.Clear();
            turn.Add(first);
            while (turn.Count < MostInOneCommit && _queue.TryTake(out var next))
            {
                turn.Add(next);
            }

            Take(turn);
        }
    }

    private void Take(List<WriteJob> turn)
    {
        var done = new List<WriteJob>(turn.Count);
        try
        {
            _connection ??= _open();
            using var transaction = _connection.Connection.BeginTransaction(deferred: false);
            foreach (var job in turn)
            {
                if (TryRun(job, transaction))
                {
                    done.Add(job);
                }
            }

            transaction.Commit();
        }
        catch (Exception exception)
        {
            GiveUp(turn, exception);
            return;
        }

        Recovered();
        done.ForEach(Announce);
        done.ForEach(job => job.Complete());
    }

    /// <summary>False when the job alone is rolled back; throws when the store itself fails.</summary>
    private bool TryRun(WriteJob job, SqliteTransaction transaction)
    {
        const string Savepoint = "job";
        if (job.IsCancelled)
        {
            job.Cancel();
            return false;
        }

        transaction.Save(Savepoint);
        try
        {
            using var context = _connection!.NewContext();
            context.Database.AutoSavepointsEnabled = false;
            context.Database.UseTransaction(transaction);
            job.Run(context);
            transaction.Release(Savepoint);
            return true;
        }
        catch (Exception exception) when (StoreFaults.Find(exception) is null)
        {
            transaction.Rollback(Savepoint);
            transaction.Release(Savepoint);
            job.Fail(exception);
            return false;
        }
    }

    private void Announce(WriteJob job)
    {
        try
        {
            job.Committed();
        }
        catch (Exception exception)
        {
            LogAfterCommit(exception);
        }
    }

    // Jobs that failed by themselves have their own exception already. The connection may be in any state.
    private void GiveUp(List<WriteJob> turn, Exception exception)
    {
        _connection?.Dispose();
        _connection = null;
        var reported = StoreFaults.Find(exception)
            ?? new StoreUnavailableException("The database cannot be written.", exception);
        // No line here: each of those who hear of it logs once, and knows for which call or request.
        _failing = true;
        turn.ForEach(job => job.Fail(reported));
    }

    private void Recovered()
    {
        if (_failing)
        {
            _failing = false;
            LogRecovered();
        }
    }

    [LoggerMessage(LogLevel.Information, "The database can be written again.")]
    private partial void LogRecovered();

    [LoggerMessage(LogLevel.Error, "A change is committed, but what follows it failed.")]
    private partial void LogAfterCommit(Exception exception);
}
