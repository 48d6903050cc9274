using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Writes records behind the calls, and shows those that are still on their way.</summary>
internal sealed class RecordWriter : LaterWriter<RecordedCall>, ICallRecorder
{
    private static readonly LaterLimits Limits = new(Waiting: 20_000, AtOnce: 200, Gathering: TimeSpan.FromMilliseconds(200));

    private readonly ConcurrentDictionary<CallId, RecordedCall> _unwritten = new();
    private readonly Meter _meter = new("Perch.Records");

    private readonly IDirectory _directory;

    public RecordWriter(IPerchStore store, IDirectory directory, TimeProvider time, ILogger<RecordWriter> logger)
        : base(store, time, Limits, logger)
    {
        _directory = directory;
        _meter.CreateObservableGauge("perch.records.waiting", () => _unwritten.Count, description: "Call records not written yet");
    }

    protected override string What => "call records";

    public void Record(RecordedCall call)
    {
        _unwritten[call.Id] = call;
        Add(call);
    }

    /// <summary>A call that is over and not in the database yet.</summary>
    public RecordedCall? Find(string idOrSipCallId) => Guid.TryParseExact(idOrSipCallId, "D", out var id)
        ? _unwritten.GetValueOrDefault(new(id))
        : _unwritten.Values.FirstOrDefault(call => call.SipCallId == idOrSipCallId);

    public override void Dispose()
    {
        _meter.Dispose();
        base.Dispose();
    }

    protected override Task PutAsync(DbContext database, IReadOnlyList<RecordedCall> turn, CancellationToken cancellation)
    {
        // An account that was deleted meanwhile has nobody who would ever forget them.
        database.AddRange(turn.Where(call => _directory.Account(call.Account.Id) is not null).Select(CallRecordRow.Of));
        return Task.CompletedTask;
    }

    protected override void Written(IReadOnlyList<RecordedCall> turn)
    {
        foreach (var call in turn)
        {
            Forget(call);
        }
    }

    protected override void Dropped(RecordedCall item) => Forget(item);

    private void Forget(RecordedCall call) => _unwritten.TryRemove(call.Id, out _);
}
