namespace Perch.Directory;

/// <summary>Some sites of an account, in no order; equal where they are the same. Immutable.</summary>
/// <param name="Text">The ids, sorted, with a space between: as it is stored.</param>
public sealed record SiteSet(string Text)
{
    public static SiteSet None { get; } = new("");

    public IReadOnlyList<Guid> Ids =>
        [.. Text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];

    public static SiteSet Of(IEnumerable<Guid> ids) => new(string.Join(' ', ids.Distinct().Order()));

    public bool Has(SiteId site) => Text.Contains(site.ToString(), StringComparison.Ordinal);
}
