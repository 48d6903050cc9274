using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Perch.Scenarios.Tests.Office;

/// <summary>The REST API with somebody's token. Verbs fail on an unexpected status and show the problem.</summary>
public sealed class AdminApi : IDisposable
{
    private readonly HttpClient _http;

    private AdminApi(Uri server) => _http = new() { BaseAddress = new(server, "/api/v1/") };

    public static async Task<AdminApi> LogInAsync(Uri server, string password, string username = "admin", string? account = null)
    {
        var api = new AdminApi(server);
        var answer = await api.PostAsync("/login", new { username, password, account });
        api._http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)answer["token"]!);

        return api;
    }

    public async Task<JsonNode> GetAsync(string path) =>
        (await ReadAsync(await _http.GetAsync(Relative(path)), HttpStatusCode.OK))!;

    /// <summary>The items of a list.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string path) =>
        [.. ((await GetAsync(path))["items"]!.AsArray()).Select(item => item!)];

    public async Task<JsonNode> PostAsync(string path, object? body = null)
    {
        var (status, answer) = await TryPostAsync(path, body);

        return (int)status < 300 ? answer! : throw new InvalidOperationException($"POST {path}: {(int)status} {answer}");
    }

    /// <summary>Posts, and gives whatever the answer is.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Answer)> TryPostAsync(string path, object? body = null)
    {
        using var response = await _http.PostAsJsonAsync(Relative(path), body ?? new { });

        return (response.StatusCode, await BodyAsync(response));
    }

    /// <summary>Asks, and gives whatever the answer is.</summary>
    public async Task<(HttpStatusCode Status, JsonNode? Answer)> TryGetAsync(string path)
    {
        using var response = await _http.GetAsync(Relative(path));

        return (response.StatusCode, await BodyAsync(response));
    }

    /// <summary>Any request under <c>/api/v1</c>; the answer's body is not read yet.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, Action<HttpRequestMessage> with)
    {
        var request = new HttpRequestMessage(method, Relative(path));
        with(request);

        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    public async Task<JsonNode> PatchAsync(string path, object body)
    {
        using var content = JsonContent.Create(body, new MediaTypeHeaderValue("application/merge-patch+json"));

        return (await ReadAsync(await _http.PatchAsync(Relative(path), content), HttpStatusCode.OK))!;
    }

    public async Task<JsonNode> PutAsync(string path, object body) =>
        (await ReadAsync(await _http.PutAsJsonAsync(Relative(path), body), HttpStatusCode.OK))!;

    public async Task DeleteAsync(string path) =>
        await ReadAsync(await _http.DeleteAsync(Relative(path)), HttpStatusCode.NoContent);

    /// <summary>One object with the fields of both; the second wins.</summary>
    public static JsonObject Merge(object one, object other)
    {
        var merged = JsonSerializer.SerializeToNode(one)!.AsObject();

        foreach (var (name, value) in JsonSerializer.SerializeToNode(other)!.AsObject())
        {
            merged[name] = value?.DeepClone();
        }

        return merged;
    }

    public void Dispose() => _http.Dispose();

    private static string Relative(string path) => path.TrimStart('/');

    private static async Task<JsonNode?> ReadAsync(HttpResponseMessage response, HttpStatusCode expected)
    {
        using (response)
        {
            var body = await BodyAsync(response);

            return response.StatusCode == expected
                ? body
                : throw new InvalidOperationException(
                    $"{response.RequestMessage?.Method} {response.RequestMessage?.RequestUri}: {(int)response.StatusCode} {body}");
        }
    }

    private static async Task<JsonNode?> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();

        return text.Length == 0 ? null : JsonNode.Parse(text);
    }
}

/// <summary>What every object of the API has.</summary>
public static class ApiObjects
{
    public static Guid Id(this JsonNode node) => Guid.Parse((string)node["id"]!);
}
