using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Perch.Api;

namespace Perch.Server;

/// <summary>Puts an example to every body that a request brings, and to every answer that has one.</summary>
internal sealed class ExamplesInOpenApi : IOpenApiOperationTransformer
{
    private const string Table = "text/csv";
    private const string Json = "application/json";

    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (ApiExamples.All.TryGetValue($"{context.Description.HttpMethod} {PathOf(context.Description)}", out var example))
        {
            Put(operation, example);
        }

        return Task.CompletedTask;
    }

    /// <summary>Below the prefix, and without the kinds of parameters: <c>/users/{id}</c>.</summary>
    private static string PathOf(ApiDescription described)
    {
        var parts = $"/{described.RelativePath}".TrimEnd('/').Split('/')
            .Select(part => part is ['{', .., '}'] ? part.Split(':')[0].TrimEnd('}') + "}" : part);
        var path = string.Join('/', parts);

        return path.StartsWith(PerchApi.Prefix, StringComparison.Ordinal) ? path[PerchApi.Prefix.Length..] : path;
    }

    private static void Put(OpenApiOperation operation, ApiExample example)
    {
        foreach (var (type, content) in operation.RequestBody?.Content ?? new Dictionary<string, OpenApiMediaType>())
        {
            content.Example = type == Table ? example.Table : example.Request?.DeepClone();
        }

        foreach (var (status, response) in operation.Responses ?? [])
        {
            if (status.StartsWith('2') && response.Content is { } bodies && bodies.TryGetValue(Json, out var answer))
            {
                answer.Example = example.Response?.DeepClone();
            }
        }
    }
}
