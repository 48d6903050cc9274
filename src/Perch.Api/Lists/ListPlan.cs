using System.Linq.Expressions;

namespace Perch.Api;

/// <summary>One page that somebody asked for, ready to be taken from the items they may see.</summary>
public sealed class ListPlan<T>
{
    private readonly string _sort;
    private readonly SortKey<T> _key;
    private readonly SortStep<T> _step;
    private readonly IReadOnlyList<Expression<Func<T, bool>>> _conditions;

    internal ListPlan(
        string sort, SortKey<T> key, SortStep<T> step, IReadOnlyList<Expression<Func<T, bool>>> conditions)
    {
        (_sort, _key, _step, _conditions) = (sort, key, step, conditions);
    }

    /// <summary>Takes the page from a database query, or from a list in memory made queryable.</summary>
    public async Task<ListPage<T>> TakeAsync(IQueryable<T> items, CancellationToken cancellation)
    {
        foreach (var condition in _conditions)
        {
            items = items.Where(condition);
        }

        // One more than asked for shows whether there is a next page.
        var query = _key.Page(items, _step with { Take = _step.Take + 1 });
        var found = await ReadAsync(query, cancellation);
        var page = found.Take(_step.Take).ToList();
        var next = found.Count > page.Count ? new Cursor(_sort, page[^1].Key, page[^1].Id).Encode() : null;
        return new([.. page.Select(placed => placed.Item)], next);
    }

    private static async Task<List<Placed<T>>> ReadAsync(IQueryable<Placed<T>> query, CancellationToken cancellation)
    {
        if (query is not IAsyncEnumerable<Placed<T>> asynchronous)
        {
            return [.. query];
        }

        var found = new List<Placed<T>>();

        await foreach (var placed in asynchronous.WithCancellation(cancellation))
        {
            found.Add(placed);
        }

        return found;
    }
}
