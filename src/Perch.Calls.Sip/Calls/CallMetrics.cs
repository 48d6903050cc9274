using System.Diagnostics.Metrics;

namespace Perch.Calls.Sip;

/// <summary>The numbers an operator watches; names begin with <c>perch.calls.</c></summary>
internal sealed class CallMetrics : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Endings =
        [.. Enum.GetValues<Why>().Select(why => new KeyValuePair<string, object?>("ending", why.ToString()))];

    private static readonly KeyValuePair<string, object?>[] States =
        [.. Enum.GetValues<CallPhase>().Select(phase => new KeyValuePair<string, object?>("state", phase.ToString()))];

    private readonly Meter _meter = new("Perch.Calls");
    private readonly Counter<long> _started;
    private readonly Counter<long> _answered;
    private readonly Counter<long> _bugs;

    private readonly Counter<long> _ended;
    private readonly LiveCalls _live;

    public CallMetrics(LiveCalls live, Func<int> legs)
    {
        _live = live;
        _ended = _meter.CreateCounter<long>("perch.calls.ended", description: "Calls that are over, by why they ended");
        _started = _meter.CreateCounter<long>("perch.calls.started", description: "Calls begun by phones or by us");
        _answered = _meter.CreateCounter<long>("perch.calls.answered", description: "Calls that were answered");
        _bugs = _meter.CreateCounter<long>("perch.calls.bugs", description: "Calls ended by a bug of ours");
        _meter.CreateObservableGauge("perch.calls.live", CountStates, description: "Calls that have begun and not ended, by state");
        _meter.CreateObservableGauge("perch.calls.legs", legs, description: "Dialogs that are open");
    }

    public void Started() => _started.Add(1);

    public void Answered() => _answered.Add(1);

    public void Ended(Why ending) => _ended.Add(1, Endings[(int)ending]);

    public void Bug() => _bugs.Add(1);

    public void Dispose() => _meter.Dispose();

    // A state that no call is in is zero, not missing: whoever draws it sees that it was asked.
    private Measurement<int>[] CountStates()
    {
        var counts = new int[States.Length];

        foreach (var call in _live.All)
        {
            counts[(int)call.Phase]++;
        }

        return [.. States.Select((state, phase) => new Measurement<int>(counts[phase], state))];
    }
}
