using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Perch.Server;

/// <summary>Says in the OpenAPI document that a token goes with each request, so that <c>/docs</c> asks for one.</summary>
internal sealed class BearerInOpenApi : IOpenApiDocumentTransformer
{
    private const string Scheme = "bearer";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = Scheme,
            Description = "The token that POST /api/v1/login gives.",
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
