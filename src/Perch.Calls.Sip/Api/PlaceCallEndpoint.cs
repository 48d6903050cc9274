using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>What <c>POST /calls</c> takes; for the documentation.</summary>
internal sealed record PlaceCallBody(Guid DeviceId, string Number);

/// <summary><c>POST /calls</c>: from one's own phone, or as receptionist from any.</summary>
internal static class PlaceCallEndpoint
{
    private const int MaxNumber = 64;

    public static IResult Run(JsonBody body, ApiCaller caller, IDirectory directory, CallStarter starter)
    {
        var deviceId = body.RequiredId("deviceId", default);
        var number = body.RequiredText("number", "", MaxNumber);

        if (body.Problem() is { } wrong)
        {
            return wrong;
        }

        var device = directory.Device(new(deviceId)) is { } found && found.AccountId == caller.Account
            && caller.Covers(found) ? found : null;

        // One answer about all that is not theirs, or anybody could learn which ids exist.
        if (!caller.IsAtLeast(Role.Receptionist) && (caller.User is not { } user || device?.OwnerId != user))
        {
            return ApiProblem.Forbidden("Only a receptionist may call from the phones of others.");
        }

        if (device is null)
        {
            return ApiProblem.BadInput("deviceId", "names no device");
        }

        var call = CallJson.Of(starter.Place(device, number));

        return ApiObject.Created($"/api/v1/calls/{call.Id}", call, ContentVersion.Of(call));
    }
}
