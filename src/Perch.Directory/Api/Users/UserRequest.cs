using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>What the endpoints of users work with.</summary>
internal sealed record UserRequest(
    ApiCaller Caller, IDirectory Directory, IChanges<UserId, UserDraft> Users, ApiTokens Tokens)
{
    public UserJson Show(Stored<UserDraft> user) => UserJson.Of(user, Directory);

    /// <summary>Null, or the refusal to touch somebody who stands above the caller.</summary>
    public async Task<IResult?> RefuseAboveAsync(UserId id, CancellationToken cancellation)
    {
        var user = await Users.FindAsync(Caller.Account, id, cancellation);
        return user is null || Caller.IsAtLeast(user.Value.Role)
            ? null
            : ApiProblem.Forbidden("This user stands above you.");
    }

    /// <summary>After a new password every other log-in of that person ends.</summary>
    public async Task EndOtherLoginsAsync(UserId id, HttpRequest request, CancellationToken cancellation) =>
        await Tokens.RevokeAllAsync(id, BearerAuthentication.TokenOf(request), cancellation);
}
