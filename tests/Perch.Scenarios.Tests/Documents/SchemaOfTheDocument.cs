using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Scenarios.Tests.Documents;

/// <summary>Whether a value has the form that the OpenAPI document gives it, as far as the document says.</summary>
internal sealed class SchemaOfTheDocument(JsonNode document)
{
    /// <summary>Shown once, or when asked for.</summary>
    private static readonly string[] NotAlways = ["secret", "user", "device"];

    /// <param name="schema">Of the value.</param>
    /// <param name="value">Null is the JSON null.</param>
    /// <param name="where">What to call it.</param>
    /// <param name="whole">Whether each member must be there, as in an answer.</param>
    public IEnumerable<string> Differences(JsonNode? schema, JsonNode? value, string where, bool whole)
    {
        if (value is null || Resolved(schema) is not { } known)
        {
            return [];
        }

        return value switch
        {
            JsonObject members when known["properties"] is JsonObject properties => OfMembers(properties, members, where, whole),
            JsonObject members when known["additionalProperties"] is { } any =>
                members.SelectMany(member => Differences(any, member.Value, $"{where}.{member.Key}", whole)),
            JsonArray items when known["items"] is { } item =>
                items.SelectMany((one, at) => Differences(item, one, $"{where}[{at}]", whole)),
            JsonValue text when known["enum"] is JsonArray choices && !choices.Any(choice => JsonNode.DeepEquals(choice, text)) =>
                [$"{where}: {text} is none of {choices.ToJsonString()}"],
            _ => OfKind(known, value, where),
        };
    }

    private IEnumerable<string> OfMembers(JsonObject properties, JsonObject members, string where, bool whole) =>
        members.Where(member => !properties.ContainsKey(member.Key)).Select(member => $"{where}.{member.Key} is not documented")
            .Concat(properties.Where(property => whole && !members.ContainsKey(property.Key))
                .Where(property => !NotAlways.Contains(property.Key)).Select(property => $"{where}.{property.Key} is missing"))
            .Concat(members.Where(member => properties.ContainsKey(member.Key))
                .SelectMany(member => Differences(properties[member.Key], member.Value, $"{where}.{member.Key}", whole)));

    private static IEnumerable<string> OfKind(JsonNode known, JsonNode value, string where)
    {
        if (known["type"] is not { } type)
        {
            return [];
        }

        var kind = value.GetValueKind() switch
        {
            JsonValueKind.True or JsonValueKind.False => "boolean",
            JsonValueKind.Number => "number",
            var other => $"{other}".ToLowerInvariant(),
        };
        var allowed = type is JsonArray several ? several.Select(one => (string)one!).ToList() : [(string)type!];

        return allowed.Contains(kind) || (kind == "number" && allowed.Contains("integer"))
            ? []
            : [$"{where}: a {kind}, where {type.ToJsonString()} is documented"];
    }

    // A nullable object comes as oneOf null and a reference.
    private JsonNode? Resolved(JsonNode? schema) => schema switch
    {
        null => null,
        _ when schema["oneOf"] is JsonArray choices => Resolved(choices.Last(choice => choice!["$ref"] is not null)),
        _ when schema["$ref"] is { } reference =>
            Resolved(document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]),
        _ => schema,
    };
}
