using Perch.Api;

namespace Perch.Directory;

/// <summary>What helpers are told of a phone.</summary>
/// <param name="CallerId">The public number that rings this phone.</param>
/// <param name="LocationId">The site whose address it stands at; null: the site of the device.</param>
/// <param name="Ready">Both are known, the place with street and town: helpers can be sent and can call back.</param>
internal sealed record EmergencyJson(string? CallerId, Guid? LocationId, bool Ready)
{
    public static EmergencyJson Nothing { get; } = new(null, null, Ready: false);

    public static EmergencyJson Of(DeviceDraft device, IDirectory directory)
    {
        var place = device.Emergency;
        var isFound = (place.LocationId ?? device.SiteId) is { } site && directory.Site(site) is { HasAddress: true };

        return new(place.CallerId, place.LocationId?.Value, isFound && place.CallerId is not null);
    }

    public static EmergencyPlace Read(JsonFields fields, EmergencyPlace now)
    {
        fields.ReadOnly("ready");

        return EmergencyPlace.Of(
            fields.Text("callerId", now.CallerId, DirectoryLimits.TextMaxLength),
            fields.Id("locationId", now.LocationId?.Value));
    }
}
