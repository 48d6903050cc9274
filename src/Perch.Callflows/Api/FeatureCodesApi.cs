using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary><c>/feature-codes</c>: the codes of the programs that there are.</summary>
internal static class FeatureCodesApi
{
    public static void MapFeatureCodes(this IEndpointRouteBuilder api)
    {
        var codes = api.MapGroup("/feature-codes").WithTags("Feature codes");

        codes.MapGet("", List).WithSummary("Feature codes of the account").Produces<ListPage<FeatureCodeJson>>();
        codes.MapPut("/{name}", PutAsync)
            .WithSummary("Give a feature another code, or switch it on or off")
            .Accepts<FeatureCodeBody>("application/json")
            .Produces<FeatureCodeJson>();
    }

    private static Ok<ListPage<FeatureCodeJson>> List(ApiCaller caller, CallPrograms programs)
    {
        var codes = programs.CodesOf(caller.Account).OrderBy(code => code.Code, StringComparer.Ordinal);
        return TypedResults.Ok(new ListPage<FeatureCodeJson>([.. codes.Select(FeatureCodeJson.Of)], Next: null));
    }

    private static async Task<IResult> PutAsync(
        string name, JsonBody body, ApiCaller caller, FeatureCodeChanges codes, CancellationToken cancellation)
    {
        if (codes.Find(caller.Account, name) is not { } now)
        {
            return ApiProblem.NotFound();
        }

        var code = body.RequiredText("code", now.Code, DirectoryLimits.FeatureCodeMaxLength);
        var enabled = body.Flag("enabled", current: true, whenCleared: true);

        return body.Problem()
            ?? (await codes.PutAsync(now with { Code = code, Enabled = enabled }, cancellation))
                .ToChanged(stored => FeatureCodeJson.Of(stored.Value));
    }
}

/// <summary>A feature code as the API shows it.</summary>
internal sealed record FeatureCodeJson(string Name, string Code, bool Enabled)
{
    public static FeatureCodeJson Of(FeatureCode code) => new(code.Name, code.Code, code.Enabled);
}

/// <summary>What requests bring; it only documents.</summary>
internal sealed record FeatureCodeBody(string Code, bool? Enabled);
