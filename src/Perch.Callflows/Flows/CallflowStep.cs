using System.Text.Json;

namespace Perch.Callflows;

/// <summary>One box of a callflow with what hangs below it. Immutable.</summary>
/// <param name="Data">The program's settings as written; Undefined where there are none.</param>
internal sealed record CallflowStep(
    string Program, JsonElement Data, IReadOnlyDictionary<string, CallflowStep> Children)
{
    /// <summary>The child that a program goes on with when it names none.</summary>
    public const string DefaultChild = "_";

    private static readonly Dictionary<string, CallflowStep> NoChildren = [];

    public static CallflowStep Only(string program, JsonElement data = default) => new(program, data, NoChildren);

    /// <summary>A child that does not exist is the default one; null ends the callflow.</summary>
    public CallflowStep? Child(string? name) =>
        name is null ? null : Children.GetValueOrDefault(name) ?? Children.GetValueOrDefault(DefaultChild);
}
