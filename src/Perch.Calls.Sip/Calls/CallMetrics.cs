using System.Diagnostics.Metrics;

namespace Perch.Calls.Sip;

/// <summary>The numbers an operator watches; names begin with <c>perch.calls.</c></summary>
internal sealed class CallMetrics : IDisposable
{
    private readonly Meter _meter = new("Perch.Calls");
    private readonly Counter<long> _started;
    private readonly Counter<long> _answered;
    private readonly Counter<long> _bugs;

    public CallMetrics(Func<int> live, Func<int> legs)
    {
        _started = _meter.CreateCounter<long>("perch.calls.started", description: "Calls begun by phones or by us");
        _answered = _meter.CreateCounter<long>("perch.calls.answered", description: "Calls that were answered");
        _bugs = _meter.CreateCounter<long>("perch.calls.bugs", description: "Calls ended by a bug of ours");
        _meter.CreateObservableGauge("perch.calls.live", live, description: "Calls that have begun and not ended");
        _meter.CreateObservableGauge("perch.calls.legs", legs, description: "Dialogs that are open");
    }

    public void Started() => _started.Add(1);

    public void Answered() => _answered.Add(1);

    public void Bug() => _bugs.Add(1);

    public void Dispose() => _meter.Dispose();
}
