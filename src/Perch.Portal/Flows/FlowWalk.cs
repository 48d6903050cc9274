using System.Text.RegularExpressions;

namespace Perch.Portal;

/// <summary>One step of a call that was not made.</summary>
/// <param name="Icon">One sign.</param>
/// <param name="Text">What happens, in plain words.</param>
/// <param name="Box">The box of this callflow where it happens.</param>
internal sealed record WalkStep(string Icon, string Text, int? Box = null);

/// <summary>Walks a call through a draft as if nobody answered, so that all of it is seen.</summary>
internal sealed class FlowWalk
{
    /// <summary>Callflows that lead to one another are followed so far; the server stops after a hundred boxes.</summary>
    private const int MaxJumps = 8;

    private const string Answered = "Whoever answers talks, and that is all. If nobody answers:";

    private readonly FlowFacts _facts;
    private readonly Func<string, FlowDraft?> _others;
    private readonly List<WalkStep> _steps = [];
    private int _jumps;

    private FlowWalk(FlowFacts facts, Func<string, FlowDraft?> others) => (_facts, _others) = (facts, others);

    /// <param name="draft">The callflow, saved or not.</param>
    /// <param name="dialled">The number.</param>
    /// <param name="facts">About it.</param>
    /// <param name="others">Callflows that it jumps to, by id.</param>
    public static IReadOnlyList<WalkStep> Of(FlowDraft draft, string dialled, FlowFacts facts, Func<string, FlowDraft?> others)
    {
        var walk = new FlowWalk(facts, others);

        if (walk.Arrives(draft, dialled) is { } rest)
        {
            walk.Run(draft.First, rest, isHere: true);
        }

        return walk._steps;
    }

    // What was dialled after the number; null where the call does not come here.
    private string? Arrives(FlowDraft draft, string dialled)
    {
        if (draft.Numbers.Contains(dialled))
        {
            Say("☎", $"Somebody dials {dialled}. That is a number of this callflow.");
            return "";
        }

        var takesRest = draft.First is { } first && FlowPrograms.Of(first.Program).TakesRest;
        var prefix = draft.Numbers.Where(number => dialled.StartsWith(number, StringComparison.Ordinal))
            .MaxBy(number => number.Length);

        if (takesRest && prefix is not null)
        {
            Say("☎", $"Somebody dials {dialled}. It begins with {prefix}; the keys after it are taken as the ID.");
            return dialled[prefix.Length..];
        }

        if (draft.Patterns.FirstOrDefault(pattern => Fits(pattern, dialled)) is { } fitting)
        {
            Say("☎", $"Somebody dials {dialled}. It fits the pattern {fitting}.");
            return "";
        }

        Say("⊘", _facts.Holders.TryGetValue(dialled, out var holder)
            ? $"{dialled} does not come here. {holder.Sentence(dialled)}"
            : $"{dialled} does not come here: no number of this callflow fits.");
        return null;
    }

    private void Run(FlowBox? box, string rest, bool isHere)
    {
        if (box is null)
        {
            Say("✕", "Nothing is to happen, so the call ends.");
            return;
        }

        var program = FlowPrograms.Of(box.Program);
        Say(program.Icon, $"{program.Title}. {Told(box, program, rest)}", isHere ? box.Id : null);

        if (box.Program == "callflow")
        {
            Jump(box);
        }
        else if (program.GoesOn && box.Next is { } next)
        {
            Run(next, rest, isHere);
        }
        else if (program.GoesOn)
        {
            Say("✕", Ending(box));
        }
    }

    private void Jump(FlowBox box)
    {
        var id = box.Text("callflowId");
        var other = ++_jumps > MaxJumps ? null : _others(id);

        if (_jumps > MaxJumps)
        {
            Say("⚠", "The call goes round in circles; the server ends it after a hundred boxes.");
        }
        else if (other is null)
        {
            Say("⚠", "There is no such callflow. The caller hears that nobody is there, and the call ends.");
        }
        else
        {
            Run(other.First, rest: "", isHere: false);
        }
    }

    private string Told(FlowBox box, FlowProgram program, string rest) => box.Program switch
    {
        "user" => $"Rings {Whom(box, program)} wherever they are now, for {Seconds(box)} seconds. {Answered}",
        "device" => $"Rings {Whom(box, program)} for {Seconds(box)} seconds. {Answered}",
        "play" => $"The caller hears “{(box.Text("mediaId") is { Length: > 0 } recording ? recording : "nothing")}” to its end.",
        "callflow" => $"The callflow “{Whom(box, program)}” takes the call.",
        "hotdesk-login" when rest.Length > 0 =>
            "Takes the ID from what was dialled, asks for the PIN if one is needed, then this phone rings for them.",
        "hotdesk-login" => "Says “enter your ID, then #”, asks for the PIN if one is needed, then this phone rings for them.",
        "hangup" => "The call ends here.",
        _ => program.Says,
    };

    private string Whom(FlowBox box, FlowProgram program) =>
        _facts.NameOf(box, program.Fields[0]) is { Length: > 0 } name ? name.Split(" · ")[0] : "nobody";

    private static string Seconds(FlowBox box) => box.Text("timeout") is { Length: > 0 } seconds ? seconds : "20";

    private static string Ending(FlowBox box) => box.Program switch
    {
        "user" or "device" => "The caller hears that nobody is there, and the call ends.",
        _ when FlowPrograms.IsHotDesk(box.Program) => "Says goodbye, and the call ends.",
        _ => "Nothing follows, so the call ends.",
    };

    // As the server reads it: the whole number, and never slow.
    private static bool Fits(string pattern, string dialled)
    {
        try
        {
            return Regex.IsMatch(dialled, $"^(?:{pattern})\\z", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            return false;
        }
    }

    private void Say(string icon, string text, int? box = null) => _steps.Add(new(icon, text, box));
}
