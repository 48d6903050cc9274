using Perch.Api;

namespace Perch.Directory;

/// <summary>What the endpoints of devices work with.</summary>
internal sealed record DeviceRequest(
    ApiCaller Caller,
    IDirectory Directory,
    IDeviceRegistrations Registrations,
    IChanges<DeviceId, DeviceDraft> Changes)
    : ResourceRequest<DeviceRow, DeviceId, DeviceDraft, DeviceJson>(Caller, Changes)
{
    public override string Path => DeviceEndpoints.Path;

    public override ListOf<DeviceRow> List => DeviceEndpoints.List;

    public override DeviceId IdOf(Guid id) => new(id);

    public override Stored<DeviceDraft> StoredOf(DeviceRow row) => row.ToStored();

    public override DeviceDraft Read(JsonBody body, DeviceDraft now) => DeviceFields.Read(body, now);

    public override DeviceJson Show(Stored<DeviceDraft> stored) =>
        DeviceJson.Of(stored, Caller.Account, Directory, Registrations);

    public override DeviceJson ShowWritten(Stored<DeviceDraft> stored, DeviceDraft given) => Show(stored) with
    {
        Warnings = DeviceFields.WarningsOf(stored.Value with
        {
            Sip = stored.Value.Sip with { NewPassword = given.Sip.NewPassword },
        }),
    };
}
