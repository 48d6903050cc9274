using System.Collections.Immutable;
using System.Text.Json;

namespace Perch.Portal;

/// <summary>One box of a callflow that is being drawn, with what hangs below it.</summary>
/// <param name="Id">Which box it is on this sheet; nobody else knows the number.</param>
/// <param name="Program">As the API calls it.</param>
public sealed record FlowBox(int Id, string Program)
{
    /// <summary>The child that every program goes on with when it names none.</summary>
    public const string NextKey = "_";

    /// <summary>The program's settings; null where there are none.</summary>
    public JsonElement? Data { get; init; }

    public ImmutableSortedDictionary<string, FlowBox> Children { get; init; } =
        ImmutableSortedDictionary.Create<string, FlowBox>(StringComparer.Ordinal);

    public FlowBox? Next => Children.GetValueOrDefault(NextKey);

    /// <summary>This one and all below.</summary>
    public IEnumerable<FlowBox> All => Children.Values.SelectMany(child => child.All).Prepend(this);

    /// <summary>Nothing hangs below it, or one box that follows in any case: it can leave without the others.</summary>
    public bool IsOneOfAChain => Children.Count == 0 || (Children.Count == 1 && Next is not null);

    /// <summary>A setting as text; empty where there is none.</summary>
    public string Text(string field) => Data is { } data && data.TryGetProperty(field, out var value) ? value.ToString() : "";

    internal FlowBox WithNext(FlowBox next) => this with { Children = Children.SetItem(NextKey, next) };

    /// <summary>With another tree at the end of this one's chain.</summary>
    internal FlowBox FollowedBy(FlowBox? below) => (below, Next) switch
    {
        (null, _) => this,
        (_, null) => WithNext(below),
        var (_, next) => WithNext(next.FollowedBy(below)),
    };

    internal FlowBox LastOfChain => Next?.LastOfChain ?? this;
}
