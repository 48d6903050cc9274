namespace Perch.Directory;

/// <summary>What the endpoints of devices work with.</summary>
internal sealed record DeviceRequest(
    ApiCaller Caller,
    IDirectory Directory,
    IDeviceRegistrations Registrations,
    IChanges<DeviceId, DeviceDraft> Devices)
{
    public DeviceJson Show(Stored<DeviceDraft> stored)
    {
        var site = stored.Value.SiteId is { } id ? Directory.Site(id)?.Policy : null;
        var effective = EffectivePolicyJson.Of(
            new(PolicySource.Device, stored.Value.Policy),
            new(PolicySource.Site, site ?? DeskPolicy.Unset),
            new(PolicySource.Account, Directory.Account(Caller.Account)?.Policy ?? DeskPolicy.Unset));
        return DeviceJson.Of(stored, effective, Registrations.BindingsOf(new(stored.Id)));
    }
}
