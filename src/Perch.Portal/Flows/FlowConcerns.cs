using System.Collections.Immutable;

namespace Perch.Portal;

/// <summary>One thing about a draft that somebody should know before it is saved.</summary>
/// <param name="Text">One sentence or two: what it is, and what to do.</param>
public sealed record FlowConcern(string Text)
{
    /// <summary>The box it stands at.</summary>
    public int Box { get; init; } = FlowDraft.Top;

    /// <summary>The number it stands at.</summary>
    public string? Number { get; init; }

    /// <summary>The API would refuse it, or did; else it is advice.</summary>
    public bool IsWrong { get; init; }

    /// <summary>Only the next thing to do on an empty sheet.</summary>
    public bool IsHint { get; init; }

    /// <summary>What the button says that mends it.</summary>
    public string? FixText { get; init; }

    public Func<FlowDraft, FlowDraft>? Fix { get; init; }

    /// <summary>Where more can be seen.</summary>
    public string? Page { get; init; }
}

/// <summary>Looks at a draft while it is drawn. It advises; what may be saved is for the API to say.</summary>
internal static class FlowConcerns
{
    public static ImmutableList<FlowConcern> Of(FlowDraft draft, FlowFacts facts) =>
    [
        .. Numbers(draft, facts),
        .. Stars(draft, facts),
        .. Beginning(draft),
        .. draft.Boxes.SelectMany(box => Settings(box, facts)),
        .. draft.Boxes.Where(box => !FlowPrograms.Of(box.Program).GoesOn && box.Children.Count > 0).Select(Unreached),
    ];

    private static IEnumerable<FlowConcern> Beginning(FlowDraft draft)
    {
        if (draft.First is null)
        {
            yield return new("Nothing happens yet: drag an action onto the blue box, or press +.") { IsHint = true };
        }
    }

    private static IEnumerable<FlowConcern> Numbers(FlowDraft draft, FlowFacts facts)
    {
        var isHotDesk = draft.First is { } first && FlowPrograms.IsHotDesk(first.Program);

        if (draft.Numbers.IsEmpty && draft.Patterns.IsEmpty && !isHotDesk)
        {
            yield return new("No number leads here yet: click to add one.") { IsHint = draft.First is null };
        }

        foreach (var number in draft.Numbers)
        {
            if (facts.Holders.TryGetValue(number, out var holder))
            {
                yield return new(holder.Sentence(number) + holder.AndThen)
                {
                    Number = number, IsWrong = holder.IsRefused, Page = holder.Page,
                };
            }
        }
    }

    // Without a star the code is a number that people may dial when they mean a person.
    private static IEnumerable<FlowConcern> Stars(FlowDraft draft, FlowFacts facts)
    {
        if (draft.First is not { } first || !FlowPrograms.IsHotDesk(first.Program))
        {
            yield break;
        }

        var title = FlowPrograms.Of(first.Program).Title;

        if (draft.Numbers.IsEmpty && draft.Patterns.IsEmpty)
        {
            var free = facts.FreeCode ?? "*801";
            yield return new($"No number leads here yet. {title} needs a star code, such as {free}.")
            {
                FixText = $"Use {free}", Fix = now => now.AddNumber(free),
            };
        }

        foreach (var number in draft.Numbers.Where(number => !number.StartsWith('*')))
        {
            var starred = Starred(number);
            var proposed = IsFree(starred, draft, facts) ? starred : facts.FreeCode ?? "*801";
            yield return new($"{number} has no *. Codes begin with * so that nobody dials one by mistake.")
            {
                Number = number, FixText = $"Use {proposed}", Fix = now => now.ReplaceNumber(number, proposed),
            };
        }
    }

    private static IEnumerable<FlowConcern> Settings(FlowBox box, FlowFacts facts)
    {
        var program = FlowPrograms.Of(box.Program);

        foreach (var field in program.Fields.Where(field => field.Kind != FlowFieldKind.Seconds))
        {
            var value = box.Text(field.Name);

            if (value.Length == 0)
            {
                yield return new($"Leads nowhere: choose a {field.Label.ToLowerInvariant()}.") { Box = box.Id, IsWrong = true };
            }
            else if (facts.IsGone(value))
            {
                yield return new($"Leads nowhere: this {field.Label.ToLowerInvariant()} is not there any more. Choose another.")
                {
                    Box = box.Id, IsWrong = true,
                };
            }
            else if (field.Kind == FlowFieldKind.Callflow && value == facts.Self)
            {
                yield return new("Leads nowhere: the call would come back here again and again.") { Box = box.Id };
            }
        }
    }

    private static FlowConcern Unreached(FlowBox box) =>
        new("Nothing below is ever reached: the call does not come back from here.") { Box = box.Id };

    /// <summary>The star code that somebody meant who wrote a number without the star.</summary>
    public static string Starred(string number) => "*" + number.TrimStart('+', '#');

    private static bool IsFree(string code, FlowDraft draft, FlowFacts facts) =>
        !draft.Numbers.Contains(code) && !facts.Holders.ContainsKey(code) && facts.Codes.All(other => other.Code != code);
}
