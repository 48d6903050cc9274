using System.Diagnostics;

namespace Perch.Callflows;

/// <summary>The span of finding out where a call goes, and whether it may; nothing is made while nobody listens.</summary>
internal static class RoutingTraces
{
    private static readonly ActivitySource _source = new("Perch.Callflows");

    public static Activity? Begin() => _source.StartActivity("route");

    public static void Found(Activity? span, Destination? found) => span?
        .SetTag("perch.route.to", found?.GetType().Name ?? "Nowhere")
        .SetTag("perch.route.program", (found as Destination.ToProgram)?.Program.Name);
}
