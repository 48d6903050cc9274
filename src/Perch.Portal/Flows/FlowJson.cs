using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>A callflow's draft as the API writes it.</summary>
internal static class FlowJson
{
    public static JsonObject Write(FlowDraft draft) => new()
    {
        ["name"] = draft.Title,
        ["numbers"] = new JsonArray([.. draft.Numbers.Select(number => JsonValue.Create(number))]),
        ["patterns"] = new JsonArray([.. draft.Patterns.Select(pattern => JsonValue.Create(pattern))]),
        ["flow"] = draft.First is null ? null : Write(draft.First),
    };

    public static FlowDraft Read(JsonObject callflow)
    {
        var next = FlowDraft.Top + 1;
        var first = callflow["flow"] is JsonObject flow ? Read(flow, ref next) : null;

        return new()
        {
            Name = callflow["name"]?.GetValue<string>() ?? "",
            Numbers = Texts(callflow["numbers"]),
            Patterns = Texts(callflow["patterns"]),
            First = first,
            NextId = next,
        };
    }

    public static bool Same(FlowDraft one, FlowDraft other) => JsonNode.DeepEquals(Write(one), Write(other));

    /// <summary>RFC 7396: what makes one of a tree's objects into the other, with null for what is no longer there.</summary>
    public static JsonObject Difference(JsonObject from, JsonObject to)
    {
        var patch = new JsonObject();

        foreach (var (name, _) in from.Where(member => !to.ContainsKey(member.Key)))
        {
            patch[name] = null;
        }

        foreach (var (name, value) in to.Where(member => !JsonNode.DeepEquals(from[member.Key], member.Value)))
        {
            patch[name] = value is JsonObject below && from[name] is JsonObject before ? Difference(before, below) : value?.DeepClone();
        }

        return patch;
    }

    private static JsonObject Write(FlowBox box)
    {
        var step = new JsonObject { ["program"] = box.Program };

        if (box.Data is { } data && data.EnumerateObject().Any())
        {
            step["data"] = JsonObject.Create(data);
        }

        if (box.Children.Count > 0)
        {
            step["children"] = new JsonObject(box.Children.Select(child => KeyValuePair.Create(child.Key, (JsonNode?)Write(child.Value))));
        }

        return step;
    }

    private static FlowBox Read(JsonObject step, ref int next)
    {
        var box = new FlowBox(next++, step["program"]?.GetValue<string>() ?? "")
        {
            Data = step["data"] is JsonObject data ? JsonSerializer.SerializeToElement(data) : null,
        };
        var children = step["children"] as JsonObject ?? [];

        foreach (var (key, child) in children)
        {
            box = box with { Children = box.Children.SetItem(key, Read(child!.AsObject(), ref next)) };
        }

        return box;
    }

    private static ImmutableList<string> Texts(JsonNode? list) =>
        list is JsonArray texts ? [.. texts.Select(text => text!.GetValue<string>())] : [];
}
