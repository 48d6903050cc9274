using System.Diagnostics.Metrics;
using Perch.Sip;

namespace Perch.Registrar;

/// <summary>The numbers an operator watches; names begin with <c>perch.registrar.</c></summary>
internal sealed class RegistrarMetrics : IDisposable
{
    public const string MeterName = "Perch.Registrar";

    private static readonly KeyValuePair<string, object?>[] Verdicts =
        [.. Enum.GetValues<Verdict>().Select(verdict => new KeyValuePair<string, object?>("reason", verdict.ToString()))];

    private static readonly KeyValuePair<string, object?>[] Ends =
        [.. Enum.GetValues<BindingEnd>().Select(why => new KeyValuePair<string, object?>("reason", why.ToString()))];

    private static readonly KeyValuePair<string, object?>[] Outcomes =
        [.. Enum.GetValues<RegisterOutcome>().Select(outcome => new KeyValuePair<string, object?>("outcome", outcome.ToString()))];

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _authenticated;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _registered;
    private readonly Counter<long> _added;
    private readonly Counter<long> _removed;
    private readonly Counter<long> _keepAlives;

    public RegistrarMetrics()
    {
        _authenticated = _meter.CreateCounter<long>("perch.registrar.authenticated", description: "Requests let in by digest");
        _refused = _meter.CreateCounter<long>("perch.registrar.refused", description: "Requests not let in");
        _registered = _meter.CreateCounter<long>("perch.registrar.registers", description: "REGISTERs let in, by outcome");
        _added = _meter.CreateCounter<long>("perch.registrar.bindings.added", description: "New bindings");
        _removed = _meter.CreateCounter<long>("perch.registrar.bindings.removed", description: "Bindings that ended");
        _keepAlives = _meter.CreateCounter<long>("perch.registrar.keepalives", description: "OPTIONS sent to phones behind NAT");
    }

    public void Watch(Func<int> bindings) =>
        _meter.CreateObservableGauge("perch.registrar.bindings", bindings, description: "Live bindings");

    public void Authenticated() => _authenticated.Add(1);

    public void Refused(Verdict verdict) => _refused.Add(1, Verdicts[(int)verdict]);

    public void Registered(RegisterOutcome outcome) => _registered.Add(1, Outcomes[(int)outcome]);

    public void Added() => _added.Add(1);

    public void Removed(BindingEnd why) => _removed.Add(1, Ends[(int)why]);

    public void KeepAliveSent() => _keepAlives.Add(1);

    public void Dispose() => _meter.Dispose();
}
