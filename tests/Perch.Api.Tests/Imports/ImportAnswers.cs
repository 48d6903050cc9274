using System.Text;
using System.Text.Json;

namespace Perch.Api.Tests.Imports;

/// <summary>Sending tables and reading what became of their lines.</summary>
internal static class ImportAnswers
{
    public static async Task<ApiAnswer> ImportAsync(this ApiClient client, string csv, string query = "")
    {
        using var body = new StringContent(csv, Encoding.UTF8, "text/csv");
        return await client.SendAsync(HttpMethod.Post, "/imports" + query, body);
    }

    /// <summary>Such as <c>2 create</c>.</summary>
    public static IReadOnlyList<string> Lines(this ApiAnswer answer) =>
    [
        .. Report(answer).GetProperty("lines").EnumerateArray()
            .Select(line => $"{line.GetProperty("line").GetInt32()} {line.GetProperty("action").GetString()}"),
    ];

    public static JsonElement Line(this ApiAnswer answer, int place) => Report(answer).GetProperty("lines")[place];

    public static IReadOnlyList<string> FieldsOf(this ApiAnswer answer, int place) =>
        [.. answer.Line(place).GetProperty("fields").EnumerateArray().Select(field => field.GetString()!)];

    public static IReadOnlyList<string> ErrorsOf(this ApiAnswer answer, int place) =>
        [.. answer.Line(place).GetProperty("errors").EnumerateObject().Select(error => error.Name)];

    public static string ErrorOf(this ApiAnswer answer, int place, string field) =>
        answer.Line(place).GetProperty("errors").GetProperty(field)[0].GetString()!;

    private static JsonElement Report(ApiAnswer answer) =>
        answer.Body.TryGetProperty("import", out var report) ? report : answer.Body;
}
