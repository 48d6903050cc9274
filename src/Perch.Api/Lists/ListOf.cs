using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>
/// What callers may do with one list: its sorts, filters and searched texts. Made once, then used for every
/// request; works on database queries and on lists in memory (<c>AsQueryable</c>). A walk through the pages
/// meets every item that is there all the time exactly once, whatever is added or removed meanwhile.
/// </summary>
/// <param name="id">The item's id; the order where nothing else is asked for, so UUIDv7 ids come as created.</param>
public sealed class ListOf<T>(Expression<Func<T, Guid>> id)
{
    private const string ByCreation = "createdAt";

    private readonly Dictionary<string, SortKey<T>> _sorts = new(StringComparer.Ordinal)
    {
        [ByCreation] = new NumberSort<T>(_ => 0),
    };

    private readonly Dictionary<string, Func<string, Filtered<T>>> _filters = new(StringComparer.Ordinal);
    private readonly List<Expression<Func<T, string?>>> _searched = [];
    private readonly HashSet<string> _expanded = new(StringComparer.Ordinal);
    private string _usual = ByCreation;

    /// <summary>The last comes first, unless somebody asks for another order.</summary>
    public ListOf<T> NewestFirst()
    {
        _usual = $"-{ByCreation}";
        return this;
    }

    public ListOf<T> SortedBy(string name, Expression<Func<T, string?>> key)
    {
        _sorts[name] = new TextSort<T>(key);
        return this;
    }

    public ListOf<T> SortedBy(string name, Expression<Func<T, long>> key)
    {
        _sorts[name] = new NumberSort<T>(key);
        return this;
    }

    /// <summary>The texts that <c>q</c> looks into.</summary>
    public ListOf<T> SearchedIn(params ReadOnlySpan<Expression<Func<T, string?>>> texts)
    {
        _searched.AddRange(texts);
        return this;
    }

    /// <summary>The names that <c>expand</c> takes; the endpoint looks at <see cref="ListQuery.Expand"/> itself.</summary>
    public ListOf<T> Expanding(params ReadOnlySpan<string> names)
    {
        _expanded.UnionWith(names.ToArray());
        return this;
    }

    public ListOf<T> FilteredByText(string name, Expression<Func<T, string?>> member) => FilteredBy(
        name, value => Placing.On(member, text => text == value), "");

    public ListOf<T> FilteredByFlag(string name, Expression<Func<T, bool>> member) => FilteredBy(
        name,
        value => bool.TryParse(value, out var flag) ? Placing.On(member, given => given == flag) : null,
        "must be true or false");

    public ListOf<T> FilteredById(string name, Expression<Func<T, Guid?>> member) => FilteredBy(
        name,
        value => value == "null" ? Placing.On(member, given => given == null)
            : Guid.TryParseExact(value, "D", out var id) ? Placing.On(member, given => given == id)
            : null,
        "must be an id, or null");

    public ListOf<T> FilteredByChoice<TEnum>(string name, Expression<Func<T, TEnum>> member)
        where TEnum : struct, Enum => FilteredBy(
            name,
            value => WireNames.TryRead(value, out TEnum choice) ? Placing.On(member, Equal(choice)) : null,
            $"must be one of: {WireNames.Listed<TEnum>()}");

    /// <summary>By an instant of ISO 8601, which has an offset or a Z: <c>10:00</c> alone is no day, and nobody's clock.</summary>
    /// <param name="condition">From Unix milliseconds.</param>
    public ListOf<T> FilteredByTime(string name, Func<long, Expression<Func<T, bool>>> condition) => FilteredBy(
        name,
        value => Instant.TryRead(value, out var time) ? condition(time.ToUnixTimeMilliseconds()) : null,
        Instant.Rule);

    /// <summary>Any other filter.</summary>
    /// <param name="filter">Makes the condition, or null for a value that it does not understand.</param>
    /// <param name="rule">Said then; reads on from the name.</param>
    public ListOf<T> FilteredBy(string name, Func<string, Expression<Func<T, bool>>?> filter, string rule)
    {
        _filters[name] = value => new(filter(value), rule);
        return this;
    }

    /// <summary>Turns a query into the page it asks for, or into the problem that names what is wrong with it.</summary>
    public bool TryRead(
        ListQuery query,
        [NotNullWhen(true)] out ListPlan<T>? plan,
        [NotNullWhen(false)] out IResult? problem)
    {
        var conditions = ReadConditions(query);
        var sort = query.Sort ?? _usual;
        var down = sort.StartsWith('-');

        if (!_sorts.TryGetValue(down ? sort[1..] : sort, out var key))
        {
            query.Errors.Add("sort", $"must be one of: {string.Join(", ", _sorts.Keys)}, or one with a minus before it");
        }

        var after = query.After is null ? null : Cursor.Decode(query.After);

        if (query.After is not null && (after?.Sort != sort || key?.Understands(after) is false))
        {
            query.Errors.Add("after", "must be the next of a page with the same sort");
        }

        plan = query.Errors.Any ? null : new(sort, key!, new(id, down, after, query.Limit), conditions);
        problem = plan is null ? ApiProblem.BadInput(query.Errors) : null;
        return plan is not null;
    }

    private static Expression<Func<TEnum, bool>> Equal<TEnum>(TEnum choice)
        where TEnum : struct, Enum
    {
        var given = Expression.Parameter(typeof(TEnum));
        return Expression.Lambda<Func<TEnum, bool>>(Expression.Equal(given, Expression.Constant(choice)), given);
    }

    private List<Expression<Func<T, bool>>> ReadConditions(ListQuery query)
    {
        if (query.Expand.Any(name => !_expanded.Contains(name)))
        {
            query.Errors.Add("expand", _expanded.Count == 0
                ? "is not possible on this list"
                : $"must be of: {string.Join(", ", _expanded)}");
        }

        var conditions = query.Filters.Select(filter => ReadFilter(filter.Key, filter.Value, query.Errors))
            .OfType<Expression<Func<T, bool>>>().ToList();

        if (query.Search is { } text)
        {
            conditions.Add(ReadSearch(text, query.Errors));
        }

        return conditions;
    }

    private Expression<Func<T, bool>>? ReadFilter(string name, string value, FieldErrors errors)
    {
        if (!_filters.TryGetValue(name, out var filter))
        {
            errors.Add(name, "is not a filter of this list");
            return null;
        }

        var (condition, rule) = filter(value);

        if (condition is null)
        {
            errors.Add(name, rule);
        }

        return condition;
    }

    private Expression<Func<T, bool>> ReadSearch(string text, FieldErrors errors)
    {
        if (_searched.Count == 0)
        {
            errors.Add("q", "is not possible on this list");
            return _ => true;
        }

        // A database may fold only ASCII, so the text is looked for as typed and in lower case.
        var lower = text.ToLowerInvariant();
#pragma warning disable CA1862 // The overload with a StringComparison has no translation into SQL.
        return Placing.Any(_searched.Select(member => Placing.On(
            member,
            given => given != null && (given.Contains(text) || given.ToLower().Contains(lower)))));
#pragma warning restore CA1862
    }
}

internal readonly record struct Filtered<T>(Expression<Func<T, bool>>? Condition, string Rule);
