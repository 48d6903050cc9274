using System.Text.Json;
using Perch.Api;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>A callflow as the API shows it.</summary>
internal sealed record CallflowJson(
    Guid Id,
    string Name,
    IReadOnlyList<string> Numbers,
    IReadOnlyList<string> Patterns,
    JsonElement Flow,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static CallflowJson Of(Stored<CallflowDraft> stored) => new(
        stored.Id,
        stored.Value.Name,
        stored.Value.Numbers,
        stored.Value.Patterns,
        stored.Value.Flow,
        stored.CreatedAt,
        stored.UpdatedAt);

    public static CallflowJson Of(Callflow callflow) => Of(CallflowChanges.Stored(callflow));
}

/// <summary>What requests bring; it only documents.</summary>
internal sealed record CallflowBody(
    string Name, IReadOnlyList<string>? Numbers, IReadOnlyList<string>? Patterns, CallflowStepBody Flow);

/// <summary>One box of the tree.</summary>
internal sealed record CallflowStepBody(
    string Program, JsonElement? Data, IReadOnlyDictionary<string, CallflowStepBody>? Children);

/// <summary>Reads a callflow's fields; what the tree may hold is for the rules.</summary>
internal static class CallflowFields
{
    public static Func<CallflowDraft, CallflowDraft> Read(JsonBody body, bool creating)
    {
        var seen = Read(body, new CallflowDraft());
        var patch = body.Raw("flow");

        if (patch is null && (creating || body.Has("flow")))
        {
            body.Reject("flow", body.Has("flow") ? "must not be null" : "is missing");
        }

        // The change runs on what is stored by then, so only what the request says may come from it.
        return stored => new CallflowDraft
        {
            Name = body.Has("name") ? seen.Name : stored.Name,
            Numbers = body.Has("numbers") ? seen.Numbers : stored.Numbers,
            Patterns = body.Has("patterns") ? seen.Patterns : stored.Patterns,
            Flow = patch is { } given ? MergePatch.Apply(stored.Flow, given) : stored.Flow,
        };
    }

    private static CallflowDraft Read(JsonBody body, CallflowDraft none) => none with
    {
        Name = body.RequiredText("name", none.Name, CallflowLimits.MaxNameLength),
        Numbers = body.Texts("numbers", [], CallflowLimits.MaxNumbers, CallflowLimits.MaxNumberLength),
        Patterns = body.Texts("patterns", [], CallflowLimits.MaxNumbers, CallflowLimits.MaxPatternLength),
    };
}
