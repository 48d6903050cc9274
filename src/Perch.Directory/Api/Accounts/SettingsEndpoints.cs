using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/settings</c>: one object, the caller's own account as its administrator sees it.</summary>
internal static class SettingsEndpoints
{
    public static void MapSettings(this IEndpointRouteBuilder api)
    {
        var settings = api.MapGroup("/settings").WithTags("Settings").RequireAuthorization(ApiRoles.Admin);
        settings.MapGet("/", FindAsync).WithSummary("Settings of the account").ProducesObject<SettingsJson>();
        settings.MapGet("/sources", SourcesAsync).WithSummary("Where each setting comes from")
            .ProducesObject<SettingSources>();
        settings.MapPatch("/", ChangeAsync).WithSummary("Change settings by a merge patch")
            .Changes<SettingsBody, SettingsJson>();
    }

    private static async Task<IResult> FindAsync(
        ApiCaller caller, IAccountChanges accounts, CancellationToken cancellation) =>
        (await accounts.FindAsync(caller.Account, cancellation)).ToFound(SettingsJson.Of);

    private static async Task<IResult> SourcesAsync(
        ApiCaller caller, IAccountChanges accounts, CancellationToken cancellation) =>
        (await accounts.FindAsync(caller.Account, cancellation)).ToFound(stored => SettingSources.Of(stored.Value));

    private static async Task<IResult> ChangeAsync(
        JsonBody body, ApiCaller caller, IfMatch ifMatch, IAccountChanges accounts, CancellationToken cancellation)
    {
        AccountFields.ReadSettings(body, new());

        return body.Problem() ?? (await accounts.ChangeAsync(
            caller.Account, ifMatch.Version, now => AccountFields.ReadSettings(body, now), cancellation))
            .ToChanged(SettingsJson.Of);
    }
}
