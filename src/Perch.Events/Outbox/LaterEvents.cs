using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What phones and calls say, on its way to the database.</summary>
internal sealed class LaterEvents : LaterWriter<OutboxEvent>
{
    private static readonly LaterLimits Limits = new(Waiting: 10_000, AtOnce: 500, Gathering: TimeSpan.FromMilliseconds(100));

    private readonly OutboxTail _tail;
    private readonly EventMetrics _metrics;

    public LaterEvents(
        IPerchStore store, OutboxTail tail, TimeProvider time, EventMetrics metrics, ILogger<LaterEvents> logger)
        : base(store, time, Limits, logger)
    {
        (_tail, _metrics) = (tail, metrics);
        metrics.WatchLater(() => Waiting);
    }

    protected override string What => "events of phones and calls";

    protected override async Task PutAsync(
        DbContext database, IReadOnlyList<OutboxEvent> turn, CancellationToken cancellation)
    {
        await OutboxInsert.RunAsync(database, turn.Select(OutboxRow.Of), cancellation);
        _tail.Expect();
    }

    protected override void Dropped(OutboxEvent item) => _metrics.Dropped(1);
}
