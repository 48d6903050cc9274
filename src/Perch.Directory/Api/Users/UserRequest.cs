using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>What the endpoints of users work with. Nobody touches somebody above them, nor rises above themselves.</summary>
internal sealed record UserRequest(
    ApiCaller Caller, IDirectory Directory, IChanges<UserId, UserDraft> Changes, ApiTokens Tokens, HttpRequest Http)
    : ResourceRequest<UserRow, UserId, UserDraft, UserJson>(Caller, Changes)
{
    public override string Path => UserEndpoints.Path;

    public override ListOf<UserRow> List => UserEndpoints.List;

    public override UserId IdOf(Guid id) => new(id);

    public override Stored<UserDraft> StoredOf(UserRow row) => row.ToStored();

    public override UserDraft Read(JsonBody body, UserDraft now)
    {
        var given = UserFields.Read(body, now);

        // Or an administrator could make themselves an operator.
        if (!Caller.IsAtLeast(given.Role))
        {
            body.Reject("role", "must not be above your own");
        }

        return given;
    }

    public override UserJson Show(Stored<UserDraft> stored) => UserJson.Of(stored, Directory);

    public override bool MaySee(UserId id) => Caller.IsAtLeast(Role.Receptionist) || Caller.Is(id);

    /// <summary>Whether this user is not for the caller to change.</summary>
    public bool StandsAbove(UserDraft user) => !Caller.IsAtLeast(user.Role);

    public override async Task<IResult?> RefuseChangeAsync(UserId id, CancellationToken cancellation)
    {
        var user = await Changes.FindAsync(Caller.Account, id, cancellation);
        return user is null || !StandsAbove(user.Value)
            ? null
            : ApiProblem.Forbidden("This user stands above you.");
    }

    public override async Task<IResult?> RefuseDeletionAsync(UserId id, CancellationToken cancellation) =>
        Caller.Is(id)
            ? ApiProblem.Forbidden("You cannot delete yourself.")
            : await RefuseChangeAsync(id, cancellation);

    /// <summary>After a new password every other log-in of that person ends.</summary>
    public override async Task ChangedAsync(UserId id, UserDraft given, CancellationToken cancellation)
    {
        if (given.NewPassword is not null)
        {
            await Tokens.RevokeAllAsync(id, BearerAuthentication.TokenOf(Http), cancellation);
        }
    }
}
