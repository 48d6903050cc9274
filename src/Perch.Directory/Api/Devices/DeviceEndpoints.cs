using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/devices</c>: telephones of the account. Reception may look; administrators change.</summary>
internal static class DeviceEndpoints
{
    private const string Path = PerchApi.Prefix + "/devices";

    private static readonly ListOf<DeviceRow> _list = new ListOf<DeviceRow>(device => device.Id)
        .SortedBy("nickname", device => device.Nickname.ToLower())
        .SortedBy("sip.username", device => device.SipUsernameKey)
        .SortedBy("macAddress", device => device.MacAddress)
        .SortedBy("updatedAt", device => device.UpdatedAt)
        .FilteredByText("nickname", device => device.Nickname)
        .FilteredByText("macAddress", device => device.MacAddress)
        .FilteredByText("sip.username", device => device.SipUsername)
        .FilteredByText("externalId", device => device.ExternalId)
        .FilteredById("ownerId", device => device.OwnerId)
        .FilteredById("siteId", device => device.SiteId)
        .FilteredByFlag("enabled", device => device.Enabled)
        .FilteredByChoice("type", device => device.Type)
        .FilteredByChoice("ringState", device => device.RingState)
        .SearchedIn(
            device => device.Nickname,
            device => device.SipUsername,
            device => device.MacAddress,
            device => device.Brand,
            device => device.Model);

    public static void MapDevices(this IEndpointRouteBuilder api)
    {
        var devices = api.MapGroup("/devices").WithTags("Devices").RequireAuthorization(ApiRoles.Receptionist);
        devices.MapGet("/", ListAsync).WithSummary("Devices of the account").ProducesList<DeviceJson>();
        devices.MapGet("/{id:guid}", FindAsync).WithSummary("One device").ProducesObject<DeviceJson>();
        devices.MapPost("/", CreateAsync).WithSummary("Add a device")
            .RequireAuthorization(ApiRoles.Admin).Creates<DeviceBody, DeviceJson>();
        devices.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Change a device by a merge patch")
            .RequireAuthorization(ApiRoles.Admin).Changes<DeviceBody, DeviceJson>();
        devices.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete a device; its calls go on")
            .RequireAuthorization(ApiRoles.Admin).Deletes();
        devices.MapGet("/{id:guid}/credentials", CredentialsEndpoint.FindAsync)
            .WithSummary("What to enter into the phone, with the password; reading it is logged")
            .RequireAuthorization(ApiRoles.Admin).ProducesObject<CredentialsJson>();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] DeviceRequest request, IPerchStore store, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = request.Caller.Account.Value;
        var page = await store.ReadAsync(
            (db, token) => plan.TakeAsync(db.Set<DeviceRow>().Where(device => device.AccountId == account), token),
            cancellation);
        return TypedResults.Ok(page.Select(device => request.Show(device.ToStored())));
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] DeviceRequest request, CancellationToken cancellation) =>
        (await request.Devices.FindAsync(request.Caller.Account, new(id), cancellation)).ToFound(request.Show);

    private static async Task<IResult> CreateAsync(
        JsonBody body, [AsParameters] DeviceRequest request, CancellationToken cancellation)
    {
        var draft = DeviceFields.Read(body, new());

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var outcome = await request.Devices.CreateAsync(request.Caller.Account, draft, cancellation);
        return outcome.ToCreated(Path, stored => request.Show(stored) with { Warnings = DeviceFields.WarningsOf(draft) });
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] DeviceRequest request, CancellationToken cancellation)
    {
        var read = DeviceFields.Read(body, new());

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var outcome = await request.Devices.ChangeAsync(
            request.Caller.Account, new(id), ifMatch.Version, now => DeviceFields.Read(body, now), cancellation);
        return outcome.ToChanged(stored => request.Show(stored) with
        {
            Warnings = DeviceFields.WarningsOf(stored.Value with
            {
                Sip = stored.Value.Sip with { NewPassword = read.Sip.NewPassword },
            }),
        });
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, [AsParameters] DeviceRequest request, CancellationToken cancellation) =>
        (await request.Devices.DeleteAsync(request.Caller.Account, new(id), ifMatch.Version, cancellation)).ToDeleted();
}
