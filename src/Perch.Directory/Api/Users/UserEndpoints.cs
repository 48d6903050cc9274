using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/users</c>: people of the account. Reception may look; administrators change.</summary>
internal static class UserEndpoints
{
    public const string Path = PerchApi.Prefix + "/users";

    public static readonly ListOf<UserRow> List = new ListOf<UserRow>(user => user.Id)
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
        var group = api.MapGroup("/users").WithTags("Users");
        group.MapSecondFactorOfUser();
        group.MapInvitationOfUser();
        var users = Resource<UserRequest, UserRow, UserId, UserDraft, UserJson>
            .Map<UserBody>(group)
            .Called("Users", "a user");
        users.Find.WithSummary("One user; everybody may read themselves");
        users.Delete.WithSummary("Delete a user; their phones stay, without an owner");
    }
}
