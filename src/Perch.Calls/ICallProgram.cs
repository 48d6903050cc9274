using System.Text.Json;

namespace Perch.Calls;

/// <summary>One thing that can run on a call, found by its name in callflows and feature codes.</summary>
public interface ICallProgram
{
    /// <summary>As in callflows and feature codes, such as <c>hotdesk-login</c>.</summary>
    string Name { get; }

    /// <summary>The feature code it has until an administrator says otherwise, such as <c>*11</c>; null for none.</summary>
    string? DefaultCode => null;

    /// <summary>
    /// Whether digits dialled after the code are meant for this program, as the ID in <c>*11204</c>. They may hold a
    /// secret, so they are never shown.
    /// </summary>
    bool TakesRest => false;

    /// <summary>
    /// Whether it may be dialled where nobody is logged in and only that is allowed: it lets people in, or out.
    /// </summary>
    bool IsForLoggingIn => false;

    /// <summary>Whether a callflow may hang a child of this name below it.</summary>
    bool TakesChild(string name) => name == "_";

    /// <summary>Runs the step. Returns when the step is done; the callflow goes on with <see cref="ProgramStep.Child"/>.</summary>
    Task RunAsync(ICall call, ProgramStep step);

    /// <summary>
    /// Says what is wrong with a step's data before it is saved, by field name, in words that read on from the
    /// name: "must be an id". Empty when all is well.
    /// </summary>
    IReadOnlyDictionary<string, string> Check(JsonElement data, Perch.Directory.AccountId account);
}

/// <summary>A step of a callflow while it runs.</summary>
/// <param name="Data">What the administrator wrote for it; Undefined for a feature code.</param>
/// <param name="Rest">What was dialled after the feature code or matched prefix; may hold secrets, never logged.</param>
public sealed record ProgramStep(JsonElement Data, string Rest)
{
    /// <summary>The name of the child to go on with, or null to end; <c>_</c> unless the program says otherwise.</summary>
    public string? Child { get; set; } = "_";

    /// <summary>How the call ends when no child goes on; the callflow engine speaks it where a person would wonder.</summary>
    public HangUpCause Ending { get; set; } = HangUpCause.Normal;

    /// <summary>Runs another callflow in place and tells how it ended; set by the callflow engine.</summary>
    public Func<Guid, Task<HangUpCause>>? RunCallflow { get; init; }

    // The rest may hold a PIN.
    public override string ToString() => nameof(ProgramStep);
}
