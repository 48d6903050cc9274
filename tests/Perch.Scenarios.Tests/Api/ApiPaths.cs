using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Perch.Scenarios.Tests.Api;

/// <summary>One thing that the API can be asked, as its own document says.</summary>
public sealed record ApiPath(string Method, string Path)
{
    private const string Prefix = "/api/v1";

    /// <summary>Such as <c>users</c>.</summary>
    public string Resource => Path.Split('/')[1];

    /// <summary>Whether it is about one thing with an id.</summary>
    public bool HasId => Path.Contains("{id}", StringComparison.Ordinal);

    /// <summary>Everything the document of a server lists, below <c>/api/v1</c>.</summary>
    public static async Task<IReadOnlyList<ApiPath>> AllAsync(HttpClient server)
    {
        var document = (await server.GetFromJsonAsync<JsonNode>("/openapi/v1.json"))!;

        return
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(method =>
                new ApiPath(method.Key.ToUpperInvariant(), path.Key[Prefix.Length..].TrimEnd('/')))),
        ];
    }

    public async Task<(int Status, string Text)> AskAsync(
        HttpClient server, IReadOnlyDictionary<string, Guid> ids, JsonObject? body = null)
    {
        var path = Path.Replace("{name}", "hotdesk-login", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(
            new(Method), Prefix + (HasId ? path.Replace("{id}", $"{ids[Resource]}", StringComparison.Ordinal) : path));

        if (Method is not "GET" and not "DELETE")
        {
            request.Content = JsonContent.Create(body ?? []);
        }

        using var response = await server.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);

        // A stream has no end.
        var isStream = response.Content.Headers.ContentType?.MediaType == "text/event-stream";
        return ((int)response.StatusCode, isStream ? "" : await response.Content.ReadAsStringAsync());
    }

    public override string ToString() => $"{Method} {Path}";
}
