using System.Text.Json.Nodes;

namespace Perch.Portal;

/// <summary>The API as the person at this browser sees it. One for each open page; not for two threads at once.</summary>
internal sealed class PortalApi(ApiDoor door, SignedIn signedIn)
{
    /// <summary>Raised when the API no longer knows the person: the token has ended, or was ended elsewhere.</summary>
    public event Action? SignedOut;

    public Task<ApiAnswer> GetAsync(string path) => AskAsync(new("GET", path));

    /// <summary>All pages of a list, up to <paramref name="most"/> of its items.</summary>
    public async Task<List<T>> ListAsync<T>(string path, int most = 1000)
    {
        var items = new List<T>();
        string? after = null;

        do
        {
            var page = await PageAsync<T>(path, after);
            items.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null && items.Count < most);

        return items;
    }

    /// <summary>One page of a list; empty where the API refuses.</summary>
    public async Task<ApiPage<T>> PageAsync<T>(string path, string? after = null, int limit = 200)
    {
        var mark = path.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        var from = after is null ? "" : "&after=" + Uri.EscapeDataString(after);
        var answer = await GetAsync($"{path}{mark}limit={limit}{from}");

        return answer.IsFine ? answer.As<ApiPage<T>>() : new([], null);
    }

    public Task<ApiAnswer> PostAsync(string path, JsonNode? body = null) => AskAsync(new ApiQuestion("POST", path).With(body));

    public Task<ApiAnswer> PostAsync(string path, string text, string contentType) =>
        AskAsync(new ApiQuestion("POST", path).With(text, contentType));

    public Task<ApiAnswer> PutAsync(string path, JsonNode body) => AskAsync(new ApiQuestion("PUT", path).With(body));

    public Task<ApiAnswer> PatchAsync(string path, JsonNode body, string? version = null) =>
        AskAsync(new ApiQuestion("PATCH", path) { IfMatch = version }.With(body));

    public Task<ApiAnswer> DeleteAsync(string path, string? version = null) =>
        AskAsync(new("DELETE", path) { IfMatch = version });

    private async Task<ApiAnswer> AskAsync(ApiQuestion question)
    {
        var asked = question with { Token = signedIn.Token, From = signedIn.From };
        var answer = await door.AskAsync(asked, CancellationToken.None);

        if (answer.IsSignedOut)
        {
            SignedOut?.Invoke();
        }

        return answer;
    }
}

/// <summary>One page of a list.</summary>
internal sealed record ApiPage<T>(IReadOnlyList<T> Items, string? Next);
