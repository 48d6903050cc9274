using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>The API's dotted names of fields, such as <c>hotDesk.id</c>, in JSON.</summary>
internal static class FieldPath
{
    public static JsonNode? Get(JsonObject from, string field)
    {
        JsonNode? at = from;

        foreach (var name in field.Split('.'))
        {
            at = (at as JsonObject)?[name];
        }

        return at;
    }

    public static void Set(JsonObject into, string field, JsonNode? value)
    {
        var names = field.Split('.');
        var at = into;

        foreach (var name in names[..^1])
        {
            if (at[name] is not JsonObject below)
            {
                at[name] = below = [];
            }

            at = below;
        }

        at[names[^1]] = value;
    }

    /// <summary>Every field of a merge patch that has a value of its own, by its dotted name.</summary>
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Leaves(JsonObject patch, string prefix = "") =>
        patch.SelectMany(member => member.Value is JsonObject below
            ? Leaves(below, $"{prefix}{member.Key}.")
            : [new($"{prefix}{member.Key}", member.Value)]);

    /// <summary>RFC 7396: what makes <paramref name="from"/> into <paramref name="to"/>.</summary>
    public static JsonObject Difference(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();

        foreach (var (name, value) in to)
        {
            if (value is JsonObject below && from[name] is JsonObject before)
            {
                var deeper = Difference(before, below);

                if (deeper.Count > 0)
                {
                    patch[name] = deeper;
                }
            }
            else if (!JsonNode.DeepEquals(from[name], value))
            {
                patch[name] = value?.DeepClone();
            }
        }

        return patch;
    }
}
