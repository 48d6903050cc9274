using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>POST /login/welcome</c>: a password chosen with a code on paper, which then is worth nothing.</summary>
internal static class Welcome
{
    private const string Wrong = "User name or code is wrong, or the code was used or is too old.";

    public static void MapWelcome(this IEndpointRouteBuilder login) => login.MapPost("/welcome", ChooseAsync)
        .AllowAnonymous()
        .WithSummary("Choose a password with a code that an administrator made; then log in with it")
        .Accepts<WelcomeBody>("application/json").Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> ChooseAsync(
        JsonBody body, HttpContext http, [AsParameters] Welcoming welcoming, CancellationToken cancellation)
    {
        var username = body.RequiredText("username", "", DirectoryLimits.TextMaxLength);
        var code = body.RequiredSecret("code", 1);
        var password = body.RequiredSecret("password", DirectoryLimits.PasswordMinLength);
        var account = body.Text("account", null, DirectoryLimits.TextMaxLength);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        // The same count as of passwords: a code opens as much.
        var (name, address) = ($"{account}/{username}", CallerAddress.Of(http));

        if (welcoming.Attempts.Begin(name, address) is { } wait)
        {
            return ApiProblem.TooMany(wait);
        }

        var attempt = new LoginAttempt(account, username, PrintedCode.Typed(code.Value), LoginOrigin.Of(http));

        if (await welcoming.LogIn.ProveInvitationAsync(attempt, cancellation) is not { } proved)
        {
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, Wrong);
        }

        // Of two who bring the same code at once, one comes too late for this version.
        var outcome = await welcoming.Users.ChangeAsync(
            proved.User.AccountId, proved.User.Id, proved.Version, now => now with { NewPassword = password }, cancellation);

        if (outcome is ChangeOutcome<UserDraft>.Done)
        {
            welcoming.Attempts.Succeeded(name, address);
            await welcoming.Tokens.RevokeAllAsync(proved.User.Id, kept: null, cancellation);
        }

        return outcome.ToDeleted();
    }
}

/// <summary>What choosing a password takes.</summary>
internal sealed record Welcoming(
    LogIn LogIn, LoginAttempts Attempts, IChanges<UserId, UserDraft> Users, ApiTokens Tokens);

/// <summary>Somebody whose code was right.</summary>
/// <param name="Version">Of the person, when it was: a code that was used since then is none.</param>
internal sealed record ProvedInvitation(User User, long Version);

/// <summary>What <c>POST /login/welcome</c> takes; it only documents.</summary>
/// <param name="Password">The new one.</param>
internal sealed record WelcomeBody(string Username, string Code, string Password, string? Account)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}
