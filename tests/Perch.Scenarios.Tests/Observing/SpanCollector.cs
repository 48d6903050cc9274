using System.Collections.Concurrent;
using System.Diagnostics;

namespace Perch.Scenarios.Tests.Observing;

/// <summary>Listens to every span in this process, those of other offices too: a test picks its own by trace.</summary>
internal sealed class SpanCollector : IDisposable
{
    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ActivityListener _listener;

    public SpanCollector()
    {
        _listener = new()
        {
            ShouldListenTo = static source => source.Name.StartsWith("Perch.", StringComparison.Ordinal)
                || source.Name == "Microsoft.AspNetCore",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Once it has ended.</summary>
    public Activity? CallFrom(Guid device) => _ended.FirstOrDefault(
        span => span.OperationName == "call" && Tag(span, "perch.device.id") == device.ToString());

    public IReadOnlyList<Activity> Under(Activity root) =>
        [.. _ended.Where(span => span.TraceId == root.TraceId && span != root)];

    public bool HasRequest(string name) => _ended.Any(span => span.DisplayName == name);

    public static string? Tag(Activity span, string name) => span.GetTagItem(name)?.ToString();

    /// <summary>Everything a span says but the ids, in which any four digits may stand.</summary>
    public static string TextOf(Activity span) => string.Join(
        '\n',
        span.TagObjects.Where(tag => !tag.Key.EndsWith(".id", StringComparison.Ordinal))
            .Select(tag => $"{tag.Key}={tag.Value}")
            .Prepend(span.DisplayName)
            .Append(span.StatusDescription));

    public void Dispose() => _listener.Dispose();
}
