using System.Diagnostics.Metrics;

namespace Perch.Callflows;

/// <summary>How often help was called for: <c>perch.emergency.started</c>.</summary>
internal sealed class EmergencyMetrics : IDisposable
{
    private readonly Meter _meter = new("Perch.Emergency");
    private readonly Counter<long> _started;

    public EmergencyMetrics() =>
        _started = _meter.CreateCounter<long>("perch.emergency.started", description: "Calls for help");

    public void Started() => _started.Add(1);

    public void Dispose() => _meter.Dispose();
}
