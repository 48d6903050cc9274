using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/users/{id}/second-factor</c>: for people who lost their app and their recovery codes.</summary>
internal static class SecondFactorOfUser
{
    public static void MapSecondFactorOfUser(this IEndpointRouteBuilder users)
    {
        users.MapGet("/{id:guid}/second-factor", FindAsync).WithSummary("Whether somebody has a second factor")
            .ProducesObject<SecondFactorJson>();
        users.MapDelete("/{id:guid}/second-factor", ClearAsync)
            .WithSummary("Take somebody's second factor away, so that their password is enough")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] UserRequest request, SecondFactors factors, CancellationToken cancellation) =>
        await request.Changes.FindAsync(request.Caller.Account, new(id), cancellation) is null
            ? ApiProblem.NotFound()
            : TypedResults.Ok(SecondFactorJson.Of(await factors.FindAsync(new(id), cancellation)));

    private static async Task<IResult> ClearAsync(
        Guid id, [AsParameters] UserRequest request, SecondFactors factors, IAuditLog audit, CancellationToken cancellation)
    {
        var user = new UserId(id);

        if (await request.Changes.FindAsync(request.Caller.Account, user, cancellation) is not { } found)
        {
            return ApiProblem.NotFound();
        }

        // Or an unwatched browser would be enough.
        if (request.Caller.Is(user))
        {
            return ApiProblem.Forbidden("End your own with your password.");
        }

        if (await request.RefuseChangeAsync(user, cancellation) is { } refusal)
        {
            return refusal;
        }

        await audit.NoteAsync(
            new(request.Caller.Account, "second-factor-cleared", "user", id, found.Value.Username), cancellation);

        return await factors.EndAsync(user, cancellation) ? TypedResults.NoContent() : ApiProblem.NotFound();
    }
}
