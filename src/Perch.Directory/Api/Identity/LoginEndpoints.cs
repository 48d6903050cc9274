using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/login</c>: a token for a user name and a password, and the end of it.</summary>
internal static class LoginEndpoints
{
    private const string Wrong = "User name or password is wrong.";

    public static void MapLogin(this IEndpointRouteBuilder api)
    {
        var login = api.MapGroup("/login").WithTags("Log in");
        login.MapPost("/", LogInAsync).AllowAnonymous().WithSecretInAnswer().WithSummary("Log in; send the token as a bearer from then on")
            .Accepts<LoginBody>("application/json").Produces<LoginJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);
        login.MapGet("/", FindAsync).WithSummary("Who this token belongs to").Produces<WhoJson>();
        login.MapDelete("/", LogOutAsync).WithSummary("End this token").Produces(StatusCodes.Status204NoContent);
        login.MapOwnPassword();
        login.MapOwnSessions();
    }

    private static async Task<IResult> LogInAsync(
        JsonBody body, HttpContext http, LogIn logIn, LoginAttempts attempts, CancellationToken cancellation)
    {
        var username = body.RequiredText("username", "", DirectoryLimits.TextMaxLength);
        var password = body.Secret("password", 1, DirectoryLimits.PasswordMaxLength);
        var account = body.Text("account", null, DirectoryLimits.TextMaxLength);

        if (password is null && !body.Errors.Has("password"))
        {
            body.Reject("password", "is missing");
        }

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var name = $"{account}/{username}";
        var address = CallerAddress.Of(http);

        if (attempts.Begin(name, address) is { } wait)
        {
            return ApiProblem.TooMany(wait);
        }

        if (await logIn.TryAsync(new(account, username, new(password!), LoginOrigin.Of(http)), cancellation) is not { } answer)
        {
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, Wrong);
        }

        attempts.Succeeded(name, address);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(answer);
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
