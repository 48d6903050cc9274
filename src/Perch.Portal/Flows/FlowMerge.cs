using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>Two people changed one callflow: their changes, with what was changed here on top.</summary>
/// <param name="Draft">Both.</param>
/// <param name="Overlaps">What both changed, in words; mine stands in the draft.</param>
internal sealed record FlowMerge(FlowDraft Draft, IReadOnlyList<string> Overlaps)
{
    private const string Children = "children";

    public static FlowMerge Of(FlowDraft before, FlowDraft theirs, FlowDraft mine)
    {
        var overlaps = new List<string>();
        var merged = FlowJson.Write(theirs);
        merged["flow"] = Box(Tree(before), Tree(theirs), Tree(mine), overlaps);
        var draft = FlowJson.Read(merged);

        return new(
            draft with
            {
                Name = Name(before.Name, theirs.Name, mine.Name, overlaps),
                Numbers = Both(before.Numbers, theirs.Numbers, mine.Numbers),
                Patterns = Both(before.Patterns, theirs.Patterns, mine.Patterns),
            },
            overlaps);
    }

    private static JsonNode? Tree(FlowDraft draft) => FlowJson.Write(draft)["flow"];

    private static string Name(string before, string theirs, string mine, List<string> overlaps)
    {
        if (mine == before || mine == theirs)
        {
            return theirs;
        }

        if (theirs != before)
        {
            overlaps.Add($"the name (theirs is “{theirs}”)");
        }

        return mine;
    }

    private static ImmutableList<string> Both(ImmutableList<string> before, ImmutableList<string> theirs, ImmutableList<string> mine) =>
        [.. theirs.Except(before.Except(mine)).Union(mine.Except(before))];

    private static JsonNode? Box(JsonNode? before, JsonNode? theirs, JsonNode? mine, List<string> overlaps)
    {
        if (JsonNode.DeepEquals(mine, before) || JsonNode.DeepEquals(mine, theirs))
        {
            return theirs?.DeepClone();
        }

        if (JsonNode.DeepEquals(theirs, before))
        {
            return mine?.DeepClone();
        }

        // Both changed something here. Deeper down they may have changed different boxes.
        if (before is JsonObject old && theirs is JsonObject their && mine is JsonObject my && SameBox(old, their) && SameBox(old, my))
        {
            return Below(old, their, my, overlaps);
        }

        overlaps.Add($"the box {Title(mine ?? theirs ?? before)} and what follows it");
        return mine?.DeepClone();
    }

    private static JsonObject Below(JsonObject before, JsonObject theirs, JsonObject mine, List<string> overlaps)
    {
        var merged = (JsonObject)mine.DeepClone();
        merged.Remove(Children);
        var children = new JsonObject();

        foreach (var key in Keys(theirs).Union(Keys(mine)).Order(StringComparer.Ordinal))
        {
            if (Box(before[Children]?[key], theirs[Children]?[key], mine[Children]?[key], overlaps) is { } child)
            {
                children[key] = child;
            }
        }

        if (children.Count > 0)
        {
            merged[Children] = children;
        }

        return merged;
    }

    private static IEnumerable<string> Keys(JsonObject box) => (box[Children] as JsonObject ?? []).Select(child => child.Key);

    private static bool SameBox(JsonObject one, JsonObject other) =>
        JsonNode.DeepEquals(one["program"], other["program"]) && JsonNode.DeepEquals(one["data"], other["data"]);

    private static string Title(JsonNode? box) => FlowPrograms.Of(box?["program"]?.GetValue<string>() ?? "").Title;
}
