namespace Perch.Api;

/// <summary>One page of a list; <paramref name="Next"/> goes into <c>after</c> for the page that follows, null at the end.</summary>
public sealed record ListPage<T>(IReadOnlyList<T> Items, string? Next)
{
    public ListPage<TOther> Select<TOther>(Func<T, TOther> map) => new([.. Items.Select(map)], Next);
}
