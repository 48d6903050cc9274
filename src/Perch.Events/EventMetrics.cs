using System.Diagnostics.Metrics;

namespace Perch.Events;

/// <summary>What waits on its way from what happens to those who want to hear of it; names begin with <c>perch.events.</c></summary>
internal sealed class EventMetrics : IDisposable
{
    private readonly Meter _meter = new("Perch.Events");
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _setAside;

    public EventMetrics()
    {
        _dropped = _meter.CreateCounter<long>("perch.events.dropped", description: "Events the database did not keep up with");
        _setAside = _meter.CreateCounter<long>(
            "perch.webhooks.set_aside", description: "Events that a webhook's receiver refused while it accepted others");
    }

    public void WatchLater(Func<int> waiting) =>
        _meter.CreateObservableGauge("perch.events.waiting", waiting, description: "Events of phones and calls not written yet");

    public void WatchListeners(Func<int> listeners) =>
        _meter.CreateObservableGauge("perch.events.listeners", listeners, description: "Open event streams");

    public void WatchWebhooks(Func<int> failing, Func<long> waiting)
    {
        _meter.CreateObservableGauge("perch.webhooks.failing", failing, description: "Webhooks whose next event was refused");
        _meter.CreateObservableGauge(
            "perch.webhooks.waiting", waiting, description: "Events behind which the slowest webhook is, at most");
    }

    public void Dropped(int count) => _dropped.Add(count);

    public void SetAside(int count) => _setAside.Add(count);

    public void Dispose() => _meter.Dispose();
}
