namespace Perch.Portal;

/// <summary>A list of the API, one page at a time, forth and back.</summary>
internal sealed class ListPages<T>(PortalApi api, int size)
{
    private readonly Stack<string?> _before = new();
    private string? _after;
    private string? _next;

    public IReadOnlyList<T> Items { get; private set; } = [];

    public bool HasNext => _next is not null;

    public bool HasPrevious => _before.Count > 0;

    public int Number => _before.Count + 1;

    /// <summary>Reads the page that is shown again, or the first one of another list.</summary>
    public async Task ReadAsync(string path, bool fromStart = false)
    {
        if (fromStart)
        {
            _before.Clear();
            _after = null;
        }

        var page = await api.PageAsync<T>(path, _after, size);
        (Items, _next) = (page.Items, page.Next);
    }

    public Task NextAsync(string path)
    {
        _before.Push(_after);
        _after = _next;

        return ReadAsync(path);
    }

    public Task PreviousAsync(string path)
    {
        _after = _before.Pop();

        return ReadAsync(path);
    }
}
