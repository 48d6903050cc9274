using System.Text.Json.Nodes;

namespace Perch.Server;

/// <summary>What goes over the wire in one office, from <c>examples.json</c>; a test sends the requests to a server.</summary>
internal static class ApiExamples
{
    /// <summary>By method and path, such as <c>PATCH /users/{id}</c>.</summary>
    public static IReadOnlyDictionary<string, ApiExample> All { get; } = Read();

    private static Dictionary<string, ApiExample> Read()
    {
        using var file = typeof(ApiExamples).Assembly.GetManifestResourceStream("examples.json")!;

        return JsonNode.Parse(file)!.AsObject().ToDictionary(
            one => one.Key,
            one => new ApiExample(one.Value!["request"], (string?)one.Value["table"], one.Value["response"]),
            StringComparer.Ordinal);
    }
}

/// <summary>One request and its answer.</summary>
/// <param name="Table">The same kind of request as CSV.</param>
internal sealed record ApiExample(JsonNode? Request, string? Table, JsonNode? Response);
