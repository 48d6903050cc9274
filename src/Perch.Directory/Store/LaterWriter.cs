using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Perch.Directory;

/// <summary>
/// Writes behind those who have something to keep, many in one transaction. Whoever adds never waits: while the database
/// is away everything does, and when that is too much the oldest goes. What waits is written before the server has stopped.
/// </summary>
public abstract partial class LaterWriter<T> : BackgroundService
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    private readonly Channel<T> _waiting;
    private readonly CancellationTokenSource _stopping = new();
    private readonly IPerchStore _store;
    private readonly TimeProvider _time;
    private readonly LaterLimits _limits;
    private readonly ILogger _logger;
    private int _dropped;
    private int _failures;

    protected LaterWriter(IPerchStore store, TimeProvider time, LaterLimits limits, ILogger logger)
    {
        (_store, _time, _limits, _logger) = (store, time, limits, logger);
        _waiting = Channel.CreateBounded<T>(
            new BoundedChannelOptions(limits.Waiting) { SingleReader = true, FullMode = BoundedChannelFullMode.DropOldest },
            Drop);
    }

    /// <summary>How many no write has begun for.</summary>
    public int Waiting => _waiting.Reader.Count;

    /// <summary>What is written, as the log names it: <c>call records</c>.</summary>
    protected abstract string What { get; }

    /// <summary>Thread-safe, and never waits.</summary>
    public void Add(T item)
    {
        if (!_waiting.Writer.TryWrite(item))
        {
            Drop(item);
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _stopping.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Puts the rows of one turn, oldest first, into a transaction; again if that could not be committed.</summary>
    protected abstract Task PutAsync(DbContext database, IReadOnlyList<T> turn, CancellationToken cancellation);

    /// <summary>They are on the disk.</summary>
    protected virtual void Written(IReadOnlyList<T> turn)
    {
    }

    /// <summary>There was no room for it, and it never will be. May be called from any thread.</summary>
    protected virtual void Dropped(T item)
    {
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turn = new List<T>(_limits.AtOnce);

        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await WaitAsync(_limits.Gathering, TimeProvider.System);

            while (turn.Count < _limits.AtOnce && _waiting.Reader.TryRead(out var item))
            {
                turn.Add(item);
            }

            await WriteAsync(turn);
            turn.Clear();
            SayWhatWasDropped();
        }
    }

    private async Task WriteAsync(List<T> turn)
    {
        while (!await TryWriteAsync(turn))
        {
            if (_stopping.IsCancellationRequested)
            {
                LogLost(turn.Count, What);
                return;
            }

            await WaitAsync(TryAgainAfter, _time);
        }
    }

    private async Task<bool> TryWriteAsync(List<T> turn)
    {
        try
        {
            await _store.WriteAsync(
                async (database, token) =>
                {
                    await PutAsync(database, turn, token);
                    return turn.Count;
                },
                committed: null,
                CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            SayThatItLasts(failure, turn.Count);
            return false;
        }

        _failures = 0;
        Written(turn);
        return true;
    }

    /// <summary>Not for long once the server stops.</summary>
    private async Task WaitAsync(TimeSpan time, TimeProvider clock) =>
        await Task.Delay(time, clock, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private void Drop(T item)
    {
        Interlocked.Increment(ref _dropped);
        Dropped(item);
    }

    /// <summary>Once, and not of a moment: whoever is kept from something by that says so.</summary>
    private void SayThatItLasts(StoreUnavailableException failure, int count)
    {
        if (++_failures == 2)
        {
            LogWaiting(failure, count, What);
        }
    }

    private void SayWhatWasDropped()
    {
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            LogDropped(dropped, What);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} {What} wait for the database")]
    private partial void LogWaiting(Exception failure, int count, string what);

    [LoggerMessage(LogLevel.Error, "{Count} {What} are lost: the database cannot be written")]
    private partial void LogLost(int count, string what);

    [LoggerMessage(LogLevel.Warning, "{Dropped} {What} were dropped: the database did not keep up")]
    private partial void LogDropped(int dropped, string what);
}

/// <summary>How much a <see cref="LaterWriter{T}"/> keeps and writes.</summary>
/// <param name="Waiting">More than these do not wait.</param>
/// <param name="AtOnce">More than these are not in one transaction.</param>
/// <param name="Gathering">
/// How long is gathered before a write: each costs a transaction, whatever is in it. Real time, for nobody's clock depends
/// on it.
/// </param>
public sealed record LaterLimits(int Waiting, int AtOnce, TimeSpan Gathering);
