using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// What phones and calls say, on its way to the database. Whoever says it never waits: what comes while a write is
/// under way goes with the next one, and when there is no room left, what comes is dropped and counted.
/// </summary>
internal sealed partial class LaterEvents : BackgroundService
{
    public const int MostWaiting = 10_000;
    private const int MostInOneWrite = 500;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// How long is gathered before a write: each costs a transaction, whatever is in it. Real time, for nobody's clock
    /// depends on it.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(100);

    private readonly Channel<OutboxEvent> _waiting = Channel.CreateBounded<OutboxEvent>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true });

    private readonly IPerchStore _store;
    private readonly OutboxTail _tail;
    private readonly TimeProvider _time;
    private readonly EventMetrics _metrics;
    private readonly ILogger _logger;
    private int _dropped;
    private volatile bool _isStopping;

    public LaterEvents(
        IPerchStore store, OutboxTail tail, TimeProvider time, EventMetrics metrics, ILogger<LaterEvents> logger)
    {
        (_store, _tail, _time, _metrics, _logger) = (store, tail, time, metrics, logger);
        metrics.WatchLater(() => _waiting.Reader.Count);
    }

    public void Add(OutboxEvent happened)
    {
        if (!_waiting.Writer.TryWrite(happened))
        {
            Interlocked.Increment(ref _dropped);
        }
    }

    /// <summary>Writes what waits, then ends.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        _waiting.Writer.TryComplete();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var batch = new List<OutboxEvent>(MostInOneWrite);

        while (await _waiting.Reader.WaitToReadAsync(stoppingToken))
        {
            batch.Clear();
            await Task.Delay(_isStopping ? TimeSpan.Zero : Gathering, TimeProvider.System, CancellationToken.None);

            while (batch.Count < MostInOneWrite && _waiting.Reader.TryRead(out var next))
            {
                batch.Add(next);
            }

            await WriteAsync(batch, stoppingToken);
            SayWhatWasDropped();
        }
    }

    private async Task WriteAsync(List<OutboxEvent> batch, CancellationToken stopping)
    {
        while (!await TryWriteAsync(batch) && !_isStopping)
        {
            await Task.Delay(TryAgainAfter, _time, stopping);
        }
    }

    private async Task<bool> TryWriteAsync(List<OutboxEvent> batch)
    {
        try
        {
            await _store.WriteAsync(
                async (database, token) =>
                {
                    await OutboxInsert.RunAsync(database, batch.Select(OutboxRow.Of), token);
                    _tail.Expect();
                    return true;
                },
                committed: null,
                CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException)
        {
            return false;
        }
    }

    private void SayWhatWasDropped()
    {
        if (Interlocked.Exchange(ref _dropped, 0) is > 0 and var dropped)
        {
            _metrics.Dropped(dropped);
            LogDropped(dropped);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Dropped} events of phones and calls were dropped: the database did not keep up")]
    private partial void LogDropped(int dropped);
}
