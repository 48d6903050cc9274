using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// Asks a person who is logged in for their password once more, before what an unwatched browser must not do. Guessing is
/// slowed down as at the log-in.
/// </summary>
internal sealed class OwnPassword(IPerchStore store, IPasswordHasher passwords, LoginAttempts attempts)
{
    /// <summary>Null when it is right; else the refusal, which names the field <c>password</c>.</summary>
    public async Task<IResult?> RefuseAsync(
        UserId user, Secret password, HttpContext http, CancellationToken cancellation)
    {
        var (name, address) = ($"own/{user}", CallerAddress.Of(http));

        if (attempts.Begin(name, address) is { } wait)
        {
            return ApiProblem.TooMany(wait);
        }

        var hash = await store.ReadAsync(
            (db, token) => db.Set<UserRow>().Where(row => row.Id == user.Value)
                .Select(row => row.PasswordHash).SingleOrDefaultAsync(token),
            cancellation);

        if (!await passwords.VerifyAsync(hash, password.Value, cancellation))
        {
            return ApiProblem.BadInput("password", "is not your password");
        }

        attempts.Succeeded(name, address);
        return null;
    }
}
