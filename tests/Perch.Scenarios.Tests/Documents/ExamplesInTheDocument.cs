using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Perch.Scenarios.Tests.Office;

namespace Perch.Scenarios.Tests.Documents;

/// <summary>Every body in <c>/openapi/v1.json</c> has an example, and the examples are true.</summary>
public sealed class ExamplesInTheDocument : OfficeTest
{
    /// <summary>A stream of events is text.</summary>
    private const string Json = "application/json";

    /// <summary>What these take no example can know: it was shown to one person once.</summary>
    private static readonly string[] ShownOnce = ["POST /login/second-factor/confirm", "POST /login/welcome"];

    [Fact]
    public async Task Every_body_and_every_answer_has_one_of_the_documented_form()
    {
        var document = await DocumentAsync();
        var schema = new SchemaOfTheDocument(document);
        var wrong = new List<string>();

        foreach (var (call, operation) in OperationsOf(document))
        {
            var bodies = operation["requestBody"]?["content"]?.AsObject().Select(one => (one.Key, one.Value!)) ?? [];

            foreach (var (type, body) in bodies)
            {
                wrong.AddRange(body["example"] is not { } example
                    ? [$"{call}: {type} has no example"]
                    : type == "text/csv" ? [] : schema.Differences(body["schema"], example, call, whole: false));
            }

            foreach (var (status, answer) in operation["responses"]!.AsObject().Where(one => one.Key.StartsWith('2')))
            {
                if (answer!["content"]?[Json] is { } shown)
                {
                    wrong.AddRange(shown["example"] is not { } example
                        ? [$"{call}: {status} has no example"]
                        : schema.Differences(shown["schema"], example, $"{call} {status}", whole: true));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>With the ids that this server gives instead of the examples' own.</summary>
    [Fact]
    public async Task The_server_takes_every_request_that_is_shown()
    {
        var phone = await Pbx.DeskAsync("reception");
        var ours = new Dictionary<string, string>(StringComparer.Ordinal) { ["{name}"] = "hotdesk-login" };

        // Nobody makes a notification by a request.
        foreach (var (call, operation) in InOrder(await DocumentAsync()).Where(one => one.Call != "PATCH /notifications/{id}"))
        {
            if (call == "POST /calls")
            {
                // That of the examples is not plugged in.
                ours[(string)operation["requestBody"]!["content"]![Json]!["example"]!["deviceId"]!] = $"{phone.Id}";
            }

            foreach (var (type, body) in operation["requestBody"]!["content"]!.AsObject())
            {
                // Another accepted type of the same body is the same request once more.
                if (type == Json || body!["example"] is JsonValue)
                {
                    await SendAsync(call, operation, type, ours);
                }
            }
        }
    }

    private async Task SendAsync(string call, JsonNode operation, string type, Dictionary<string, string> ours)
    {
        var example = operation["requestBody"]!["content"]![type]!["example"]!;
        var path = call[call.IndexOf('/', StringComparison.Ordinal)..];
        var resource = path.Split('/')[1];
        var body = Ours(example is JsonValue table ? (string)table! : example.ToJsonString());

        using var response = await Pbx.Api.SendAsync(
            new(call.Split(' ')[0]), Ours(path.Replace("{id}", $"{{{resource}}}", StringComparison.Ordinal)), request =>
                request.Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{call}: {response.StatusCode} {text}");

        if (response.StatusCode is HttpStatusCode.Created)
        {
            var made = (string)JsonNode.Parse(text)!["id"]!;
            ours[$"{{{resource}}}"] = made;
            ours[(string)operation["responses"]!["201"]!["content"]![Json]!["example"]!["id"]!] = made;
        }

        string Ours(string given) =>
            ours.Aggregate(given, (one, id) => one.Replace(id.Key, id.Value, StringComparison.Ordinal));
    }

    /// <summary>What others name comes before them, and making before changing.</summary>
    private static IEnumerable<(string Call, JsonNode Operation)> InOrder(JsonNode document)
    {
        string[] first = ["sites", "users", "devices"];

        return OperationsOf(document)
            .Where(one => one.Operation["requestBody"] is not null && !ShownOnce.Contains(one.Call))
            .OrderBy(one => Array.IndexOf(first, one.Call.Split('/')[1]) is >= 0 and var at ? at : first.Length)
            .ThenBy(one => one.Call.Contains('{', StringComparison.Ordinal));
    }

    private async Task<JsonNode> DocumentAsync()
    {
        using var http = new HttpClient { BaseAddress = Pbx.Server.Http[0] };

        return JsonNode.Parse(await http.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken))!;
    }

    private static IEnumerable<(string Call, JsonNode Operation)> OperationsOf(JsonNode document) =>
        from path in document["paths"]!.AsObject()
        where path.Key.StartsWith("/api/v1", StringComparison.Ordinal)
        from operation in path.Value!.AsObject()
        where operation.Value?["responses"] is not null
        select ($"{operation.Key.ToUpperInvariant()} {path.Key["/api/v1".Length..]}", operation.Value!);
}
