using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Perch.Media;

/// <summary>How well audio of ours keeps its pace: <c>perch.media.pace.late</c>. Costs a look while nobody reads it.</summary>
internal sealed class PaceMetrics : IDisposable
{
    private static readonly double MillisecondsPerTick = 1000.0 / Stopwatch.Frequency;

    private readonly Meter _meter = new("Perch.Media");
    private readonly Histogram<double> _late;

    public PaceMetrics(Func<int> ports)
    {
        _late = _meter.CreateHistogram(
            "perch.media.pace.late",
            "ms",
            "How late a packet of a prompt, tone or key left",
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200] });
        _meter.CreateObservableGauge("perch.media.ports", ports, description: "Ports for audio that are open");
    }

    /// <param name="due">When it should have left, in ticks of <see cref="Stopwatch"/>.</param>
    public void Left(long due)
    {
        if (_late.Enabled)
        {
            _late.Record(Math.Max(0, Stopwatch.GetTimestamp() - due) * MillisecondsPerTick);
        }
    }

    public void Dispose() => _meter.Dispose();
}
