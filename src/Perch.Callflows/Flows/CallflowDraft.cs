using System.Text.Json;

namespace Perch.Callflows;

/// <summary>Everything an administrator writes about a callflow, with the names of the API.</summary>
internal sealed record CallflowDraft
{
    public string Name { get; init; } = "";

    public IReadOnlyList<string> Numbers { get; init; } = [];

    public IReadOnlyList<string> Patterns { get; init; } = [];

    /// <summary>The tree as JSON.</summary>
    public JsonElement Flow { get; init; }

    public static CallflowDraft Of(Callflow callflow) => new()
    {
        Name = callflow.Name,
        Numbers = callflow.Numbers,
        Patterns = [.. callflow.Patterns.Select(pattern => pattern.Text)],
        Flow = callflow.Flow.ToJson(),
    };
}
