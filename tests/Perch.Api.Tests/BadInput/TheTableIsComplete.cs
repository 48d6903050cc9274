using System.Text.Json;

namespace Perch.Api.Tests.BadInput;

/// <summary>
/// The OpenAPI document says which fields there are; each must have its row in <see cref="Resources"/>.
/// That the document itself is complete is checked beside the readers, in the tests of Perch.Directory.
/// </summary>
public sealed class TheTableIsComplete(ApiServer server)
{
    public static IEnumerable<TheoryDataRow<string>> Names() =>
        Resources.All.Select(resource => new TheoryDataRow<string>(resource.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_documented_field_has_a_row_and_every_row_is_documented(string name)
    {
        var resource = Resources.Named(name);
        var document = (await server.Stranger().GetAsync("/openapi/v1.json")).Body;
        var documented = new List<string>();

        Collect(document, BodyOf(document, resource), "", documented);

        Assert.Equal(documented.Order(), resource.Fields.Select(row => row.Field).Order());
    }

    private static JsonElement BodyOf(JsonElement document, Resource resource)
    {
        var path = document.GetProperty("paths").GetProperty($"/api/v1{resource.DocumentedPath}");
        return path.GetProperty(resource.Methods[0].ToLowerInvariant())
            .GetProperty("requestBody").GetProperty("content").EnumerateObject().First().Value.GetProperty("schema");
    }

    private static void Collect(JsonElement document, JsonElement schema, string prefix, List<string> fields)
    {
        schema = Resolved(document, schema);

        if (!schema.TryGetProperty("properties", out var properties))
        {
            return;
        }

        foreach (var property in properties.EnumerateObject())
        {
            fields.Add(prefix + property.Name);
            Collect(document, property.Value, $"{prefix}{property.Name}.", fields);
        }
    }

    // A nullable object comes as oneOf null and a reference.
    private static JsonElement Resolved(JsonElement document, JsonElement schema)
    {
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            return Resolved(document, choices.EnumerateArray().Last(choice => choice.TryGetProperty("$ref", out _)));
        }

        return schema.TryGetProperty("$ref", out var reference)
            ? document.GetProperty("components").GetProperty("schemas")
                .GetProperty(reference.GetString()!.Split('/')[^1])
            : schema;
    }
}
