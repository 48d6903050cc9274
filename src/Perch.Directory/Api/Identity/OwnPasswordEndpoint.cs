using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>PUT /login/password</c>: a new password, by the person whose it is.</summary>
internal static class OwnPasswordEndpoint
{
    public static void MapOwnPassword(this IEndpointRouteBuilder login) => login.MapPut("/password", ChangeAsync)
        .WithSummary("Change your own password; all your other log-ins end")
        .Accepts<OwnPasswordBody>("application/json").Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> ChangeAsync(
        JsonBody body, ApiCaller caller, HttpContext http, [AsParameters] OwnPasswordChange change,
        CancellationToken cancellation)
    {
        var old = body.RequiredSecret("password", 1);
        var wanted = body.RequiredSecret("newPassword", DirectoryLimits.PasswordMinLength);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        if (caller.User is not { } id || change.Directory.User(id) is not { } user)
        {
            return ApiProblem.NotFound();
        }

        if (await change.Own.RefuseAsync(id, old, http, cancellation) is { } refusal)
        {
            return refusal;
        }

        if (wanted == old)
        {
            return ApiProblem.BadInput("newPassword", "is the password you have");
        }

        var outcome = await change.Users.ChangeAsync(
            user.AccountId, id, ifVersion: null, now => now with { NewPassword = wanted }, cancellation);

        if (outcome is ChangeOutcome<UserDraft>.Done)
        {
            await change.Tokens.RevokeAllAsync(id, BearerAuthentication.TokenOf(http.Request), cancellation);
        }

        return outcome.ToDeleted();
    }
}

/// <summary>What a change of one's own password takes.</summary>
internal sealed record OwnPasswordChange(
    OwnPassword Own, IDirectory Directory, IChanges<UserId, UserDraft> Users, ApiTokens Tokens);

/// <summary>What <c>PUT /login/password</c> takes; it only documents.</summary>
/// <param name="Password">The one until now.</param>
internal sealed record OwnPasswordBody(string Password, string NewPassword)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}
