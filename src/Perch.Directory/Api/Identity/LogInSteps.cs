using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>A log-in from its first step to its token: a password, and a code where the person has a second factor.</summary>
internal sealed class LogInSteps(
    LogIn logIn, LogInTickets tickets, SecondFactors factors, ApiTokens tokens, LoginAttempts attempts)
{
    private const string Wrong = "User name or password is wrong.";

    public async Task<IResult> ByPasswordAsync(LoginAttempt attempt, Secret? code, CancellationToken cancellation)
    {
        var (name, address) = ($"{attempt.Account}/{attempt.Username}", attempt.Origin.Address);

        if (attempts.Begin(name, address) is { } wait)
        {
            return ApiProblem.TooMany(wait);
        }

        if (await logIn.ProveAsync(attempt, cancellation) is not { } proved)
        {
            return ApiProblem.Of(StatusCodes.Status401Unauthorized, Wrong);
        }

        // Of codes there is a count of its own.
        attempts.Succeeded(name, address);

        return await FinishAsync(proved, ticket: null, code, attempt.Origin, cancellation);
    }

    public async Task<IResult> ByTicketAsync(
        Secret ticket, Secret code, LoginOrigin origin, CancellationToken cancellation) =>
        tickets.Find(ticket) is { } proved && await logIn.IsStillAsync(proved, cancellation)
            ? await FinishAsync(proved, ticket, code, origin, cancellation)
            : ApiProblem.Of(StatusCodes.Status401Unauthorized, "That took too long. Log in again.");

    /// <summary>Null when one more code may be tried; what is wrong counts, from whatever address it comes.</summary>
    public TimeSpan? BeginCode(UserId user) => attempts.Begin("code", $"user {user}");

    public void CodeSucceeded(UserId user) => attempts.Succeeded("code", $"user {user}");

    private async Task<IResult> FinishAsync(
        ProvedPassword proved, Secret? ticket, Secret? code, LoginOrigin origin, CancellationToken cancellation)
    {
        var (user, account) = (proved.User, proved.Account);

        if (await factors.FindAsync(user.Id, cancellation) is not null)
        {
            if (code is null)
            {
                return CodeNeeded("Enter the code that your authenticator app shows.", ticket ?? tickets.Issue(proved));
            }

            if (BeginCode(user.Id) is { } wait)
            {
                return ApiProblem.TooMany(wait);
            }

            if (await factors.ProveAsync(user.Id, code, cancellation) is not { } proof)
            {
                return CodeNeeded("This code is wrong, or was used before.", ticket ?? tickets.Issue(proved));
            }

            CodeSucceeded(user.Id);
            origin = origin with { How = proof };
        }

        if (ticket is not null)
        {
            tickets.End(ticket);
        }

        var issued = await tokens.IssueAsync(user.Id, account.Id, origin, cancellation);

        return TypedResults.Ok(new LoginJson(
            issued.Token.Value, issued.ExpiresAt, LoginUserJson.Of(user), LoginAccountJson.Of(account)));
    }

    private static IResult CodeNeeded(string why, Secret ticket) =>
        ApiProblem.Of(StatusCodes.Status401Unauthorized, why).With("secondFactor", "totp").With("ticket", ticket.Value);
}
