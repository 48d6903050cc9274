using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>
/// The query of a list: <c>limit</c>, <c>after</c>, <c>sort</c> (with a minus in front: downwards), <c>q</c> and
/// filters by field. An endpoint takes it as a parameter and hands it to its <see cref="ListOf{T}"/>.
/// </summary>
public sealed class ListQuery
{
    private static readonly HashSet<string> _reserved = ["limit", "after", "sort", "q", "expand"];

    private readonly Dictionary<string, string> _filters = [];

    private ListQuery(IQueryCollection query)
    {
        foreach (var (name, values) in query.Where(entry => entry.Value.Count != 1
            || entry.Value[0]!.Length > ApiLimits.MaxQueryText))
        {
            Errors.Add(name, values.Count == 1 ? "is too long" : "must be given once");
        }

        if (!Errors.Any)
        {
            Limit = ReadLimit(query["limit"]);
            After = query["after"];
            Sort = query["sort"];
            Expand = query["expand"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
            Search = query["q"].ToString().Trim() is { Length: > 0 } text ? text : null;
            _filters = query.Where(entry => !_reserved.Contains(entry.Key))
                .ToDictionary(entry => entry.Key, entry => entry.Value.ToString(), StringComparer.Ordinal);
        }
    }

    public FieldErrors Errors { get; } = new();

    public int Limit { get; } = ApiLimits.DefaultPage;

    public string? After { get; }

    public string? Sort { get; }

    public string? Search { get; }

    /// <summary>The objects to show whole where an item only names them.</summary>
    public IReadOnlyList<string> Expand { get; } = [];

    /// <summary>Every other parameter, by name; whether such a filter exists is the list's to say.</summary>
    public IReadOnlyDictionary<string, string> Filters => _filters;

    /// <summary>
    /// Takes a time off the filters that the endpoint understands itself, before the list is asked; null where it is
    /// not given or wrong, and then the errors say so.
    /// </summary>
    public DateTimeOffset? TakeTime(string name)
    {
        if (!_filters.Remove(name, out var text))
        {
            return null;
        }

        if (Instant.TryRead(text, out var time))
        {
            return time;
        }

        Errors.Add(name, Instant.Rule);
        return null;
    }

    public static ValueTask<ListQuery> BindAsync(HttpContext context) =>
        ValueTask.FromResult(new ListQuery(context.Request.Query));

    private int ReadLimit(string? text)
    {
        if (text is null)
        {
            return ApiLimits.DefaultPage;
        }

        if (int.TryParse(text, out var limit) && limit is >= 1 and <= ApiLimits.MaxPage)
        {
            return limit;
        }

        Errors.Add("limit", $"must be from 1 to {ApiLimits.MaxPage}");
        return ApiLimits.DefaultPage;
    }
}
