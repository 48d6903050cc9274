using System.Collections.Immutable;

namespace Perch.Portal;

/// <summary>What the API said about everything that a draft speaks of.</summary>
internal sealed record FlowFacts
{
    /// <summary>Who has a number, other than this callflow.</summary>
    public ImmutableDictionary<string, NumberHolder> Holders { get; init; } = ImmutableDictionary<string, NumberHolder>.Empty;

    /// <summary>Names of people, phones and callflows by their id; null for what is not there any more.</summary>
    public ImmutableDictionary<string, string?> Names { get; init; } = ImmutableDictionary<string, string?>.Empty;

    /// <summary>Feature codes that are on.</summary>
    public ImmutableList<CodeRow> Codes { get; init; } = [];

    /// <summary>The first star code that nobody has; null until it was looked for.</summary>
    public string? FreeCode { get; init; }

    /// <summary>The callflow's own id; null while it is new.</summary>
    public string? Self { get; init; }

    /// <summary>How a setting of a box reads.</summary>
    public string NameOf(FlowBox box, FlowField field) => box.Text(field.Name) switch
    {
        "" => "",
        var id => Names.GetValueOrDefault(id) ?? (Names.ContainsKey(id) ? "somebody who is not there any more" : id),
    };

    /// <summary>The id is of something that was deleted.</summary>
    public bool IsGone(string id) => Names.TryGetValue(id, out var name) && name is null;
}

/// <summary>Who has a number.</summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Name">Whose.</param>
/// <param name="Page">Where that is changed; null where nowhere.</param>
public sealed record NumberHolder(HolderKind Kind, string Name, string? Page)
{
    /// <summary>One sentence, naming the holder.</summary>
    public string Sentence(string number) => Kind switch
    {
        HolderKind.Callflow => $"{number} already leads to the callflow “{Name}”.",
        HolderKind.Code => $"{number} is the feature code “{Name}”.",
        _ => $"{number} is the extension of {Name}.",
    };

    /// <summary>Where a callflow may take the number over: that it does.</summary>
    public string? AndThen => IsRefused ? null : " Whoever dials it comes here instead.";

    /// <summary>The API refuses it; else it is only worth knowing.</summary>
    public bool IsRefused => Kind != HolderKind.Extension;
}

/// <summary>What a number leads to.</summary>
public enum HolderKind
{
    Callflow,
    Code,
    Extension,
}
