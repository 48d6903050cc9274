using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Perch.Api.Tests;

/// <summary>Somebody who talks to the API, with paths as below <c>/api/v1</c>.</summary>
public sealed class ApiClient(ApiServer server, string? token)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web);

    public string? Token => token;

    public Task<ApiAnswer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<ApiAnswer> PostAsync(string path, object body) => SendAsync(HttpMethod.Post, path, Json(body));

    public Task<ApiAnswer> PatchAsync(string path, object body, string? ifMatch = null) =>
        SendAsync(HttpMethod.Patch, path, Json(body), ifMatch);

    public Task<ApiAnswer> DeleteAsync(string path, string? ifMatch = null) =>
        SendAsync(HttpMethod.Delete, path, null, ifMatch);

    /// <summary>Creates, and expects it to work.</summary>
    public async Task<ApiAnswer> CreateAsync(string path, object body)
    {
        var answer = await PostAsync(path, body);
        Assert.True(answer.Status == 201, answer.Raw);
        return answer;
    }

    public Task<ApiAnswer> SendAsync(string method, string path, string json) =>
        SendAsync(new HttpMethod(method), path, Json(json));

    public async Task<ApiAnswer> SendAsync(HttpMethod method, string path, HttpContent? content, string? ifMatch = null)
    {
        using var http = server.Connect(token);
        using var request = new HttpRequestMessage(method, path.StartsWith("/openapi") ? path : "/api/v1" + path);
        request.Content = content;

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        using var response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiAnswer.ReadAsync(response);
    }

    private static HttpContent Json(object body) => body is string text
        ? new StringContent(text, Encoding.UTF8, "application/json")
        : JsonContent.Create(body, body.GetType(), null, _json);
}
