using System.Globalization;
using System.Linq.Expressions;

namespace Perch.Api;

/// <summary>One way to order a list: by a key, then by id, so that every item has exactly one place.</summary>
internal abstract class SortKey<T>
{
    /// <summary>Whether the cursor's key is one that this sort could have given out.</summary>
    public virtual bool Understands(Cursor cursor) => true;

    public abstract IQueryable<Placed<T>> Page(IQueryable<T> items, SortStep<T> step);
}

/// <summary>What one page asks of a sort.</summary>
internal sealed record SortStep<T>(Expression<Func<T, Guid>> Id, bool Down, Cursor? After, int Take);

/// <summary>An item with the text of its key, as the database computed it.</summary>
internal sealed class Placed<T>
{
    public required T Item { get; init; }

    public required Guid Id { get; init; }

    public string? TextKey { get; init; }

    public long NumberKey { get; init; }

    public string Key => TextKey ?? NumberKey.ToString(CultureInfo.InvariantCulture);
}

internal sealed class TextSort<T>(Expression<Func<T, string?>> key) : SortKey<T>
{
    public override IQueryable<Placed<T>> Page(IQueryable<T> items, SortStep<T> step)
    {
        var placed = items.Select(Placing.ByText(key, step.Id));

        if (step.After is { Key: var last, Id: var id })
        {
            placed = step.Down
                ? placed.Where(item => string.Compare(item.TextKey, last) < 0
                    || (item.TextKey == last && item.Id.CompareTo(id) < 0))
                : placed.Where(item => string.Compare(item.TextKey, last) > 0
                    || (item.TextKey == last && item.Id.CompareTo(id) > 0));
        }

        var ordered = step.Down
            ? placed.OrderByDescending(item => item.TextKey).ThenByDescending(item => item.Id)
            : placed.OrderBy(item => item.TextKey).ThenBy(item => item.Id);
        return ordered.Take(step.Take);
    }
}

internal sealed class NumberSort<T>(Expression<Func<T, long>> key) : SortKey<T>
{
    public override bool Understands(Cursor cursor) => TryRead(cursor, out _);

    public override IQueryable<Placed<T>> Page(IQueryable<T> items, SortStep<T> step)
    {
        var placed = items.Select(Placing.ByNumber(key, step.Id));

        if (step.After is { Id: var id } after && TryRead(after, out var last))
        {
            placed = step.Down
                ? placed.Where(item => item.NumberKey < last || (item.NumberKey == last && item.Id.CompareTo(id) < 0))
                : placed.Where(item => item.NumberKey > last || (item.NumberKey == last && item.Id.CompareTo(id) > 0));
        }

        var ordered = step.Down
            ? placed.OrderByDescending(item => item.NumberKey).ThenByDescending(item => item.Id)
            : placed.OrderBy(item => item.NumberKey).ThenBy(item => item.Id);
        return ordered.Take(step.Take);
    }

    private static bool TryRead(Cursor cursor, out long key) =>
        long.TryParse(cursor.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out key);
}
