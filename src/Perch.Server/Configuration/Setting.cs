namespace Perch.Server.Configuration;

/// <summary>One thing an installation may set: by flag, by environment variable, or in <c>perch.json</c>.</summary>
/// <param name="Name">As in the flag, such as <c>local-net</c>.</param>
/// <param name="Argument">What the help calls its value; null for a switch.</param>
/// <param name="Description">One sentence for the help.</param>
internal sealed record Setting(string Name, string? Argument, string Description)
{
    /// <summary>May be given more than once; in a variable the values are separated by commas.</summary>
    public bool Many { get; init; }

    /// <summary>Shown as stars by <c>perch config</c>.</summary>
    public bool Secret { get; init; }

    /// <summary>The name that a standard gives the variable; ours wins where both are set.</summary>
    public string? StandardVariable { get; init; }

    public string Flag => "--" + Name;

    public string Variable => "PERCH_" + Name.ToUpperInvariant().Replace('-', '_');

    /// <summary>The key in <c>perch.json</c>: the name in camel case.</summary>
    public string Key => string.Concat(Name.Split('-').Select((word, place) =>
        place == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
