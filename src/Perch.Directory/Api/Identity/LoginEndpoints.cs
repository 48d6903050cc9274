using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/login</c>: a token for a user name and a password, and the end of it.</summary>
internal static class LoginEndpoints
{
    public static void MapLogin(this IEndpointRouteBuilder api)
    {
        var login = api.MapGroup("/login").WithTags("Log in");
        login.MapPost("/", LogInAsync).AllowAnonymous().WithSecretInAnswer().WithSummary("Log in; send the token as a bearer from then on")
            .Accepts<LoginBody>("application/json").Produces<LoginJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        login.MapGet("/", FindAsync).WithSummary("Who this token belongs to").Produces<WhoJson>();
        login.MapDelete("/", LogOutAsync).WithSummary("End this token").Produces(StatusCodes.Status204NoContent);
        login.MapOwnPassword();
        login.MapOwnSessions();
        login.MapOwnSecondFactor();
        login.MapWelcome();
    }

    private static async Task<IResult> LogInAsync(
        JsonBody body, HttpContext http, LogInSteps steps, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";

        if (body.Has("ticket"))
        {
            var (ticket, typed) = (body.RequiredSecret("ticket", 1), body.RequiredSecret("code", 1));

            return body.Problem() ?? await steps.ByTicketAsync(ticket, typed, LoginOrigin.Of(http), cancellation);
        }

        var username = body.RequiredText("username", "", DirectoryLimits.TextMaxLength);
        var password = body.RequiredSecret("password", 1);
        var account = body.Text("account", null, DirectoryLimits.TextMaxLength);
        var code = body.Secret("code", 1, DirectoryLimits.PasswordMaxLength);
        var attempt = new LoginAttempt(account, username, password, LoginOrigin.Of(http));

        return body.Problem() ?? await steps.ByPasswordAsync(attempt, code is null ? null : new(code), cancellation);
    }

    private static IResult FindAsync(ApiCaller caller, IDirectory directory) =>
        caller.User is { } id && directory.User(id) is { } user && directory.Account(caller.Account) is { } account
            ? TypedResults.Ok(WhoJson.Of(user, account))
            : ApiProblem.NotFound();

    private static async Task<IResult> LogOutAsync(HttpRequest request, ApiTokens tokens, CancellationToken cancellation)
    {
        await tokens.RevokeAsync(BearerAuthentication.TokenOf(request)!, cancellation);
        return TypedResults.NoContent();
    }
}
