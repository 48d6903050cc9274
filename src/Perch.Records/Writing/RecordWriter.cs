using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>
/// Writes records behind the calls, many in one transaction, and shows those that are still on their way. While the
/// database is away they wait; the oldest go when too many do.
/// </summary>
internal sealed partial class RecordWriter : BackgroundService, ICallRecorder
{
    private const int MostWaiting = 20_000;
    private const int MostAtOnce = 200;
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long is gathered before a write: each costs a transaction, whatever is in it. Real time, for nobody's clock
    /// depends on it; who asks meanwhile is answered from memory.
    /// </summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(200);

    private readonly Channel<RecordedCall> _waiting = Channel.CreateUnbounded<RecordedCall>();
    private readonly ConcurrentDictionary<CallId, RecordedCall> _unwritten = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly Meter _meter = new("Perch.Records");
    private readonly IPerchStore _store;
    private readonly IDirectory _directory;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private bool _failing;

    public RecordWriter(IPerchStore store, IDirectory directory, TimeProvider time, ILogger<RecordWriter> logger)
    {
        (_store, _directory, _time, _logger) = (store, directory, time, logger);
        _meter.CreateObservableGauge("perch.records.waiting", () => _unwritten.Count, description: "Call records not written yet");
    }

    public void Record(RecordedCall call)
    {
        if (_unwritten.Count >= MostWaiting && _waiting.Reader.TryRead(out var oldest))
        {
            _unwritten.TryRemove(oldest.Id, out _);
        }

        _unwritten[call.Id] = call;
        _waiting.Writer.TryWrite(call);
    }

    /// <summary>A call that is over and not in the database yet.</summary>
    public RecordedCall? Find(string idOrSipCallId) => Guid.TryParseExact(idOrSipCallId, "D", out var id)
        ? _unwritten.GetValueOrDefault(new(id))
        : _unwritten.Values.FirstOrDefault(call => call.SipCallId == idOrSipCallId);

    /// <summary>Calls end while the server stops; theirs are written before it has stopped.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        await _stopping.CancelAsync();
        await (ExecuteTask ?? Task.CompletedTask).WaitAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _meter.Dispose();
        _stopping.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var turn = new List<RecordedCall>(MostAtOnce);

        while (await _waiting.Reader.WaitToReadAsync(CancellationToken.None))
        {
            await Task.Delay(
                _stopping.IsCancellationRequested ? TimeSpan.Zero : Gathering, TimeProvider.System, CancellationToken.None);

            while (turn.Count < MostAtOnce && _waiting.Reader.TryRead(out var call))
            {
                turn.Add(call);
            }

            await WriteAsync(turn);
            turn.Clear();
        }
    }

    private async Task WriteAsync(List<RecordedCall> turn)
    {
        while (!await TryWriteAsync(turn))
        {
            if (_stopping.IsCancellationRequested)
            {
                LogLost(turn.Count);
                return;
            }

            await Task.Delay(TryAgainAfter, _time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryWriteAsync(List<RecordedCall> turn)
    {
        try
        {
            await _store.WriteAsync(
                (database, _) =>
                {
                    // An account that was deleted meanwhile has nobody who would ever forget them.
                    database.AddRange(turn.Where(call => _directory.Account(call.Account.Id) is not null).Select(CallRecordRow.Of));
                    return Task.FromResult(turn.Count);
                },
                committed: null,
                CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            NoteFailure(failure, turn.Count);
            return false;
        }

        _failing = false;
        turn.ForEach(call => _unwritten.TryRemove(call.Id, out _));

        return true;
    }

    private void NoteFailure(Exception failure, int count)
    {
        if (!_failing)
        {
            _failing = true;
            LogWaiting(failure, count);
        }
    }

    [LoggerMessage(LogLevel.Error, "{Count} call records wait for the database")]
    private partial void LogWaiting(Exception failure, int count);

    [LoggerMessage(LogLevel.Error, "{Count} call records are lost: the database cannot be written")]
    private partial void LogLost(int count);
}
