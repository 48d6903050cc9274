using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Perch.Server;

/// <summary>Says of every POST that it may bring an <c>Idempotency-Key</c>, but of the log-in, which nobody could repeat.</summary>
internal sealed class IdempotencyKeyInOpenApi : IOpenApiOperationTransformer
{
    public Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Description is { HttpMethod: "POST", RelativePath: not "api/v1/login" })
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "Idempotency-Key",
                In = ParameterLocation.Header,
                Description = "Sent again with the same key within 24 hours, the request is answered as the first "
                    + "time and not done twice.",
                Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = 255 },
            });
        }

        return Task.CompletedTask;
    }
}
