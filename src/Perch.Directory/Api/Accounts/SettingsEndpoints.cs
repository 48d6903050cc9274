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
        var settings = api.MapGroup("/settings").WithTags("Settings");
        settings.MapGet("/", FindAsync).WithSummary("Settings of the account").ProducesObject<SettingsJson>();
        settings.MapGet("/sources", SourcesAsync).WithSummary("Where each setting comes from")
            .ProducesObject<SettingSources>();
        settings.MapPatch("/", ChangeAsync).WithSummary("Change settings by a merge patch")
            .Changes<SettingsBody, SettingsJson>();
    }

    private static async Task<IResult> FindAsync(
        ApiCaller caller, IAccountChanges accounts, StandingAlarms alarms, CancellationToken cancellation) =>
        (await accounts.FindAsync(caller.Account, cancellation))
            .ToFound(stored => SettingsJson.Of(stored, alarms.Of(caller.Account)));

    private static async Task<IResult> SourcesAsync(
        ApiCaller caller, IAccountChanges accounts, CancellationToken cancellation) =>
        (await accounts.FindAsync(caller.Account, cancellation)).ToFound(stored => SettingSources.Of(stored.Value));

    private static async Task<IResult> ChangeAsync(
        JsonBody body, IfMatch ifMatch, [AsParameters] SettingsRequest request, CancellationToken cancellation)
    {
        AccountFields.ReadSettings(body, new());
        var account = request.Caller.Account;

        return body.Problem() ?? (await request.Accounts.ChangeAsync(
            account, ifMatch.Version, now => AccountFields.ReadSettings(body, now), cancellation))
            .ToChanged(stored => SettingsJson.Of(stored, request.Alarms.Of(account)));
    }
}

/// <summary>What changing settings works with.</summary>
internal sealed record SettingsRequest(ApiCaller Caller, IAccountChanges Accounts, StandingAlarms Alarms);
