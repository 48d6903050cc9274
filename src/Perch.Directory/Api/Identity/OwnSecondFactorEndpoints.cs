using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/login/second-factor</c>: codes of an authenticator app beside one's own password.</summary>
internal static class OwnSecondFactorEndpoints
{
    public static void MapOwnSecondFactor(this IEndpointRouteBuilder login)
    {
        var factor = login.MapGroup("/second-factor");
        factor.MapGet("/", FindAsync).WithSummary("Whether you have a second factor").Produces<SecondFactorJson>();
        factor.MapPost("/", BeginAsync).WithSecretInAnswer()
            .WithSummary("Get a secret for an authenticator app; it counts once it is confirmed")
            .Accepts<PasswordBody>("application/json").Produces<NewSecondFactorJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        factor.MapPost("/confirm", ConfirmAsync).WithSecretInAnswer()
            .WithSummary("Show by a code that the app has it; the answer is the only place that shows the recovery codes")
            .Accepts<CodeBody>("application/json").Produces<RecoveryCodesJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        factor.MapPost("/end", EndAsync).WithSummary("Go without a second factor again")
            .Accepts<PasswordBody>("application/json").Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<IResult> FindAsync(
        ApiCaller caller, SecondFactors factors, CancellationToken cancellation) => caller.User is { } user
        ? TypedResults.Ok(SecondFactorJson.Of(await factors.FindAsync(user, cancellation)))
        : ApiProblem.NotFound();

    private static async Task<IResult> BeginAsync(
        JsonBody body, ApiCaller caller, HttpContext http, [AsParameters] OwnSecondFactor own, CancellationToken cancellation)
    {
        if (await own.RefuseAsync(body, caller, http, cancellation) is { } refusal)
        {
            return refusal;
        }

        var user = own.Directory.User(caller.User!.Value)!;

        if (await own.Factors.BeginAsync(user, cancellation) is not { } secret)
        {
            return ApiProblem.Conflict("secondFactor", "is on already; end it first");
        }

        http.Response.Headers.CacheControl = "no-store";
        var realm = own.Directory.Account(user.AccountId)!.Realm;

        return TypedResults.Ok(NewSecondFactorJson.Of(secret, $"{user.Username}@{realm}"));
    }

    private static async Task<IResult> ConfirmAsync(
        JsonBody body, ApiCaller caller, LogInSteps steps, [AsParameters] OwnSecondFactor own, HttpResponse response)
    {
        var code = body.RequiredSecret("code", 1);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        if (caller.User is not { } id || own.Directory.User(id) is not { } user)
        {
            return ApiProblem.NotFound();
        }

        if (steps.BeginCode(id) is { } wait)
        {
            return ApiProblem.TooMany(wait);
        }

        if (await own.Factors.ConfirmAsync(id, code, response.HttpContext.RequestAborted) is not { } recovery)
        {
            return ApiProblem.BadInput("code", "is not what the app shows now");
        }

        steps.CodeSucceeded(id);
        await own.NoteAsync(user, "second-factor-begun", response.HttpContext.RequestAborted);
        response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new RecoveryCodesJson([.. recovery.Select(one => one.Value)]));
    }

    private static async Task<IResult> EndAsync(
        JsonBody body, ApiCaller caller, HttpContext http, [AsParameters] OwnSecondFactor own, CancellationToken cancellation)
    {
        if (await own.RefuseAsync(body, caller, http, cancellation) is { } refusal)
        {
            return refusal;
        }

        var user = own.Directory.User(caller.User!.Value)!;
        await own.NoteAsync(user, "second-factor-ended", cancellation);
        await own.Factors.EndAsync(user.Id, cancellation);

        return TypedResults.NoContent();
    }
}

/// <summary>What changing one's own second factor takes.</summary>
internal sealed record OwnSecondFactor(OwnPassword Own, SecondFactors Factors, IDirectory Directory, IAuditLog Audit)
{
    /// <summary>Null for a person whose password is in the body.</summary>
    public async Task<IResult?> RefuseAsync(
        JsonBody body, ApiCaller caller, HttpContext http, CancellationToken cancellation)
    {
        var password = body.RequiredSecret("password", 1);

        return body.Problem() ?? (caller.User is { } user
            ? await Own.RefuseAsync(user, password, http, cancellation)
            : ApiProblem.NotFound());
    }

    public Task NoteAsync(User user, string act, CancellationToken cancellation) =>
        Audit.NoteAsync(new(user.AccountId, act, "user", user.Id.Value, user.Username), cancellation);
}
