using System.Text.Json;
using System.Text.Json.Nodes;
using Perch.Api;

namespace Perch.Portal;

/// <summary>What the API said.</summary>
/// <param name="Status">Of HTTP.</param>
/// <param name="Body">Null where there was none.</param>
/// <param name="Version">The ETag of the object.</param>
internal sealed record ApiAnswer(int Status, JsonNode? Body, string? Version)
{
    public bool IsFine => Status is >= 200 and < 300;

    /// <summary>Someone else changed the object since it was read.</summary>
    public bool IsOutdated => Status == 412;

    public bool IsGone => Status == 404;

    public bool IsSignedOut => Status == 401;

    /// <summary>One sentence for people, where the answer is a refusal.</summary>
    public string Reason => Text("detail") ?? Text("title") ?? $"The server answered {Status}.";

    /// <summary>The API's field names, dotted, to what is wrong with them.</summary>
    public IReadOnlyDictionary<string, string> Errors => (Body as JsonObject)?["errors"] is JsonObject errors
        ? errors.ToDictionary(error => error.Key, error => string.Join(" ", error.Value!.AsArray().Select(Sentence)))
        : new Dictionary<string, string>();

    /// <summary>The reason, and where fields are named, what is wrong with them.</summary>
    public string WholeReason => Errors.Count == 0
        ? Reason
        : string.Join(" ", Errors.Select(error => $"{error.Key}: {error.Value}"));

    public T As<T>() => Body.Deserialize<T>(ApiJson.Options)
        ?? throw new InvalidOperationException($"The API answered {Status} with nothing.");

    /// <summary>Prints no body, which may hold a secret.</summary>
    public override string ToString() => $"ApiAnswer {Status}";

    private string? Text(string member) => (Body as JsonObject)?[member]?.GetValueKind() is JsonValueKind.String
        ? Body![member]!.GetValue<string>()
        : null;

    // The API says "is missing": whoever reads it at the field sees a sentence.
    private static string Sentence(JsonNode? text) => text!.GetValue<string>() is { Length: > 0 } reason
        ? char.ToUpperInvariant(reason[0]) + reason[1..].TrimEnd('.') + "."
        : "";
}
