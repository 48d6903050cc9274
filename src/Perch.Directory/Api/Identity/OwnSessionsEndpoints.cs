using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/login/sessions</c>: where one is logged in, and how to end it.</summary>
internal static class OwnSessionsEndpoints
{
    public static void MapOwnSessions(this IEndpointRouteBuilder login)
    {
        var sessions = login.MapGroup("/sessions");
        sessions.MapGet("/", List).WithSummary("Where you are logged in: since when, how and from which address")
            .Produces<ListPage<LoginSessionJson>>();
        sessions.MapDelete("/", EndOthersAsync).WithSummary("Log out everywhere but here")
            .Produces(StatusCodes.Status204NoContent);
        sessions.MapDelete("/{id:guid}", EndAsync).WithSummary("End one of your log-ins")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static IResult List(ApiCaller caller, HttpRequest request, ApiTokens tokens)
    {
        if (caller.User is not { } user)
        {
            return ApiProblem.NotFound();
        }

        var here = BearerAuthentication.TokenOf(request);
        var sessions = tokens.Of(user).Select(row => LoginSessionJson.Of(row, ApiTokens.Is(row, here)));

        return TypedResults.Ok(new ListPage<LoginSessionJson>([.. sessions], Next: null));
    }

    private static async Task<IResult> EndOthersAsync(
        ApiCaller caller, HttpRequest request, ApiTokens tokens, CancellationToken cancellation)
    {
        if (caller.User is not { } user)
        {
            return ApiProblem.NotFound();
        }

        await tokens.RevokeAllAsync(user, BearerAuthentication.TokenOf(request), cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> EndAsync(
        Guid id, ApiCaller caller, ApiTokens tokens, CancellationToken cancellation) =>
        caller.User is { } user && await tokens.RevokeAsync(user, id, cancellation)
            ? TypedResults.NoContent()
            : ApiProblem.NotFound();
}

/// <summary>One log-in of a person, without its token.</summary>
/// <param name="Agent">What the program that logged in says it is; empty where it says nothing.</param>
/// <param name="Current">Whether it is the one that asks.</param>
internal sealed record LoginSessionJson(
    Guid Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, LoginProof How, string Address, string Agent, bool Current)
{
    public static LoginSessionJson Of(ApiTokenRow row, bool current) => new(
        row.Id,
        DateTimeOffset.FromUnixTimeMilliseconds(row.CreatedAt),
        DateTimeOffset.FromUnixTimeMilliseconds(row.ExpiresAt),
        row.How,
        row.Address,
        row.Agent,
        current);
}
