using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Callflows;

/// <summary>Writes the tree of a callflow as JSON, as it is stored and as the API shows it.</summary>
internal static class FlowWriter
{
    public static JsonElement ToJson(this CallflowStep step) => JsonSerializer.SerializeToElement(Node(step));

    private static JsonObject Node(CallflowStep step) => new()
    {
        ["program"] = step.Program,
        ["data"] = step.Data.ValueKind is JsonValueKind.Object ? JsonObject.Create(step.Data) : new JsonObject(),
        ["children"] = new JsonObject(step.Children.Select(
            child => KeyValuePair.Create<string, JsonNode?>(child.Key, Node(child.Value)))),
    };
}
