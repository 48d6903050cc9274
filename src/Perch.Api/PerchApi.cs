using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Perch.Api;

/// <summary>Puts the conventions in place.</summary>
public static class PerchApi
{
    public const string Prefix = "/api/v1";

    public static IServiceCollection AddPerchApi(this IServiceCollection services)
    {
        services.AddOptions<ApiOptions>();
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.AddAuthentication();
        services.AddAuthorization(ApiRoles.AddPolicies);
        return services;
    }

    /// <summary>Problem bodies, then who is asking; call it before any endpoint is mapped.</summary>
    public static IApplicationBuilder UsePerchApi(this IApplicationBuilder app)
    {
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal),
            api => api.UseMiddleware<ProblemPages>());
        app.UseAuthentication().UseAuthorization();

        // Where nobody remembers requests, the header means nothing.
        return app.ApplicationServices.GetService<IRepeatedRequests>() is null
            ? app
            : app.UseWhen(IdempotencyKeys.Concern, api => api.UseMiddleware<IdempotencyKeys>());
    }

    /// <summary>
    /// The group that modules map into: <see cref="Prefix"/>, nobody passes without a token, and who may ask what is
    /// in <see cref="AccessTable"/>.
    /// </summary>
    public static RouteGroupBuilder MapPerchApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Prefix)
            .RequireAuthorization()
            .ProducesProblem(StatusCodes.Status401Unauthorized);
        ((IEndpointConventionBuilder)api).Finally(AccessTable.Guard);

        return api;
    }
}
