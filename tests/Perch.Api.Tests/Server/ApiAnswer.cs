using System.Text.Json;

namespace Perch.Api.Tests;

/// <summary>What the API said.</summary>
public sealed record ApiAnswer(int Status, string Raw, string? ContentType, string? ETag, string? Location)
{
    private JsonElement? _body;

    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>();

    public JsonElement Body => _body ??= JsonDocument.Parse(Raw).RootElement;

    public Guid Id => Guid.Parse(Text("id"));

    /// <summary>The names of the fields that a problem complains about.</summary>
    public IReadOnlyList<string> WrongFields =>
        ContentType == "application/problem+json" && Body.TryGetProperty("errors", out var errors)
            ? [.. errors.EnumerateObject().Select(entry => entry.Name)]
            : [];

    /// <summary>The names of a list's items by one of their fields.</summary>
    public IReadOnlyList<string?> Items(string field) =>
        [.. Body.GetProperty("items").EnumerateArray().Select(item => item.GetProperty(field).GetString())];

    /// <summary>The field with this dotted name.</summary>
    public JsonElement At(string path) =>
        path.Split('.').Aggregate(Body, (element, name) => element.GetProperty(name));

    public string Text(string path) => At(path).GetString()!;

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage response) => new(
        (int)response.StatusCode,
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
        response.Content.Headers.ContentType?.MediaType,
        response.Headers.ETag?.ToString(),
        response.Headers.Location?.ToString())
    {
        Headers = response.Headers.Concat(response.Content.Headers)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
    };
}
