using System.Text.Json;

namespace Perch.Api;

public partial class JsonFields
{
    /// <summary>
    /// The fields of an object inside this one, to be read in the same way. Null clears every field in it;
    /// when creating, an absent object still misses its required fields.
    /// </summary>
    public JsonFields Nested(string name)
    {
        var nested = Look(name, out var value) switch
        {
            Presence.Absent => Inside(Source.Absent, name),
            Presence.Cleared => Inside(Source.Cleared, name),
            Presence.Given => AsObject(name, value) ?? Inside(Source.Absent, name),
        };

        _nested.Add(nested);
        return nested;
    }

    /// <summary>The value as it is, for trees that their own module reads; null when absent or null.</summary>
    public JsonElement? Raw(string name)
    {
        if (Look(name, out var value) is not Presence.Given)
        {
            return null;
        }

        return IsText(value) ? value : Wrong<JsonElement?>(name, "must hold only valid Unicode text", null);
    }

    /// <summary>
    /// A map from names of the caller's choosing to objects, such as a callflow's <c>children</c>.
    /// Null when absent; empty when null.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, JsonFields>>? Map(string name, int maxEntries)
    {
        switch (Look(name, out var value))
        {
            case Presence.Absent:
                return null;
            case Presence.Cleared:
                return [];
        }

        if (AsObject(name, value) is not { } map)
        {
            return null;
        }

        if (map._members.Count > maxEntries)
        {
            Reject(name, $"must have at most {maxEntries} entries");
            return null;
        }

        return [.. map._members.Select(member => map.Entry(member.Key, member.Value))];
    }

    /// <summary>A list of texts; null empties it. An error names its place: <c>numbers[2]</c>.</summary>
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> current, int maxItems, int maxLength) =>
        Optional(name, current, [], given =>
        {
            var value = AsText && given.ValueKind is JsonValueKind.String ? Words(given) : given;

            if (value.ValueKind is not JsonValueKind.Array)
            {
                return Wrong(name, "must be a list", current);
            }

            if (value.GetArrayLength() > maxItems)
            {
                return Wrong(name, $"must have at most {maxItems} entries", current);
            }

            return [.. value.EnumerateArray().Select((item, index) => ReadItem($"{name}[{index}]", item, maxLength))];
        });

    // One cell holds the whole list.
    private static JsonElement Words(JsonElement cell) => JsonSerializer.SerializeToElement(
        cell.GetString()!.Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries));

    private string ReadItem(string name, JsonElement item, int maxLength) =>
        ReadText(name, item, maxLength) is { Length: > 0 } text
            ? text
            : Errors.Has(_prefix + name) ? "" : Wrong(name, "must not be empty", "");

    private KeyValuePair<string, JsonFields> Entry(string key, JsonElement value)
    {
        var fields = AsObject(key, value) ?? Inside(Source.Absent, key);
        _nested.Add(fields);
        return new(key, fields);
    }

    private JsonFields? AsObject(string name, JsonElement value)
    {
        if (value.ValueKind is JsonValueKind.Object)
        {
            return new JsonFields(value, $"{_prefix}{name}.", _creating, Errors) { AsText = AsText };
        }

        Reject(name, "must be an object");
        return null;
    }

    private JsonFields Inside(Source source, string name) => new(source, $"{_prefix}{name}.", this);

    // Whoever walks the tree later need not expect half a surrogate pair in a name or a value.
    private static bool IsText(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => value.GetString() is not null,
                JsonValueKind.Array => value.EnumerateArray().All(IsText),
                JsonValueKind.Object => value.EnumerateObject().All(member => member.Name is not null && IsText(member.Value)),
                _ => true,
            };
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
