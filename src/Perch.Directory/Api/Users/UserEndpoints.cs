using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/users</c>: people of the account. Reception may look; administrators change.</summary>
internal static class UserEndpoints
{
    private const string Path = PerchApi.Prefix + "/users";

    private static readonly ListOf<UserRow> _list = new ListOf<UserRow>(user => user.Id)
        .SortedBy("username", user => user.UsernameKey)
        .SortedBy("firstName", user => user.FirstName)
        .SortedBy("lastName", user => user.LastName)
        .SortedBy("extension", user => user.Extension)
        .SortedBy("updatedAt", user => user.UpdatedAt)
        .FilteredByText("username", user => user.Username)
        .FilteredByText("extension", user => user.Extension)
        .FilteredByText("email", user => user.Email)
        .FilteredByText("externalId", user => user.ExternalId)
        .FilteredByText("hotDesk.id", user => user.HotDeskId)
        .FilteredByFlag("hotDesk.enabled", user => user.HotDeskEnabled)
        .FilteredByFlag("enabled", user => user.Enabled)
        .FilteredByChoice("role", user => user.Role)
        .SearchedIn(
            user => user.Username,
            user => user.FirstName,
            user => user.LastName,
            user => user.Extension,
            user => user.Email);

    public static void MapUsers(this IEndpointRouteBuilder api)
    {
        var users = api.MapGroup("/users").WithTags("Users");
        users.MapGet("/", ListAsync).WithSummary("Users of the account")
            .RequireAuthorization(ApiRoles.Receptionist).ProducesList<UserJson>();
        users.MapGet("/{id:guid}", FindAsync).WithSummary("One user; everybody may read themselves")
            .ProducesObject<UserJson>();
        users.MapPost("/", CreateAsync).WithSummary("Add a user")
            .RequireAuthorization(ApiRoles.Admin).Creates<UserBody, UserJson>();
        users.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Change a user by a merge patch")
            .RequireAuthorization(ApiRoles.Admin).Changes<UserBody, UserJson>();
        users.MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Delete a user; their phones stay, without an owner")
            .RequireAuthorization(ApiRoles.Admin).Deletes();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] UserRequest request, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = request.Caller.Account.Value;
        var page = await store.ReadAsync(
            (db, token) => plan.TakeAsync(db.Set<UserRow>().Where(user => user.AccountId == account), token),
            cancellation);
        return TypedResults.Ok(page.Select(user => request.Show(user.ToStored())));
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] UserRequest request, CancellationToken cancellation)
    {
        if (!request.Caller.IsAtLeast(Role.Receptionist) && !request.Caller.Is(new(id)))
        {
            return ApiProblem.NotFound();
        }

        return (await request.Users.FindAsync(request.Caller.Account, new(id), cancellation)).ToFound(request.Show);
    }

    private static async Task<IResult> CreateAsync(
        JsonBody body, [AsParameters] UserRequest request, CancellationToken cancellation)
    {
        var draft = UserFields.Read(body, new());
        RefuseRoleAbove(body, request.Caller, draft.Role);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var outcome = await request.Users.CreateAsync(request.Caller.Account, draft, cancellation);
        return outcome.ToCreated(Path, request.Show);
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] UserRequest request, HttpRequest http)
    {
        var cancellation = http.HttpContext.RequestAborted;
        var read = UserFields.Read(body, new());
        RefuseRoleAbove(body, request.Caller, read.Role);

        if ((body.Problem() ?? await request.RefuseAboveAsync(new(id), cancellation)) is { } refusal)
        {
            return refusal;
        }

        var outcome = await request.Users.ChangeAsync(
            request.Caller.Account, new(id), ifMatch.Version, now => UserFields.Read(body, now), cancellation);

        if (outcome is ChangeOutcome<UserDraft>.Done && read.NewPassword is not null)
        {
            await request.EndOtherLoginsAsync(new(id), http, cancellation);
        }

        return outcome.ToChanged(request.Show);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, [AsParameters] UserRequest request, CancellationToken cancellation)
    {
        if (request.Caller.Is(new(id)))
        {
            return ApiProblem.Forbidden("You cannot delete yourself.");
        }

        return await request.RefuseAboveAsync(new(id), cancellation) ?? (await request.Users.DeleteAsync(
            request.Caller.Account, new(id), ifMatch.Version, cancellation)).ToDeleted();
    }

    // Or an administrator could make themselves an operator.
    private static void RefuseRoleAbove(JsonBody body, ApiCaller caller, Role role)
    {
        if (!caller.IsAtLeast(role))
        {
            body.Reject("role", "must not be above your own");
        }
    }
}
