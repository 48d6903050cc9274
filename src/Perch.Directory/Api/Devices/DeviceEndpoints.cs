using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/devices</c>: telephones of the account. Reception may look; administrators change.</summary>
internal static class DeviceEndpoints
{
    public const string Path = PerchApi.Prefix + "/devices";

    public static readonly ListOf<DeviceRow> List = new ListOf<DeviceRow>(device => device.Id)
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
        var devices = api.MapGroup("/devices").WithTags("Devices");
        Resource<DeviceRequest, DeviceRow, DeviceId, DeviceDraft, DeviceJson>.Map<DeviceBody>(devices)
            .Called("Devices", "a device")
            .Delete.WithSummary("Delete a device; its calls go on");
        devices.MapGet("/{id:guid}/credentials", CredentialsEndpoint.FindAsync)
            .WithSummary("What to enter into the phone, with the password; reading it is logged").ProducesObject<CredentialsJson>();
    }
}
