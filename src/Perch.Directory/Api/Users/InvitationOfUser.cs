using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>POST /users/{id}/invitation</c>: a code on paper with which somebody chooses a password.</summary>
internal static class InvitationOfUser
{
    /// <summary>60 bits behind a slow hash, for seven days.</summary>
    private const int Groups = 3;

    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(7);

    public static void MapInvitationOfUser(this IEndpointRouteBuilder users) =>
        users.MapPost("/{id:guid}/invitation", MakeCodeAsync).WithSecretInAnswer()
            .WithSummary("Make a code with which somebody chooses a password, once; the answer is the only place that shows it")
            .ProducesObject<InvitationJson>();

    private static async Task<IResult> MakeCodeAsync(
        Guid id, [AsParameters] UserRequest request, TimeProvider time, CancellationToken cancellation)
    {
        var user = new UserId(id);

        if (await request.RefuseChangeAsync(user, cancellation) is { } refusal)
        {
            return refusal;
        }

        var invitation = new Invitation(PrintedCode.New(Groups), time.GetUtcNow() + _lifetime);
        var outcome = await request.Changes.ChangeAsync(
            request.Caller.Account, user, ifVersion: null, now => now with { NewInvitation = invitation }, cancellation);

        if (outcome is not ChangeOutcome<UserDraft>.Done)
        {
            return outcome.ToDeleted();
        }

        request.Http.HttpContext.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new InvitationJson(invitation.Code.Value, invitation.Until));
    }
}

/// <summary>A code that was just made.</summary>
internal sealed record InvitationJson(string Code, DateTimeOffset ExpiresAt)
{
    /// <summary>Prints as stars, because records print everything.</summary>
    public override string ToString() => "***";
}
