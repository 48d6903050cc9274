namespace Perch.Directory;

/// <summary>What the endpoints of devices work with.</summary>
internal sealed record DeviceRequest(
    ApiCaller Caller,
    IDirectory Directory,
    IDeviceRegistrations Registrations,
    IChanges<DeviceId, DeviceDraft> Devices)
{
    public DeviceJson Show(Stored<DeviceDraft> stored) =>
        DeviceJson.Of(stored, Caller.Account, Directory, Registrations);
}
