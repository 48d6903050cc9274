using Microsoft.AspNetCore.Http;
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
    private const string NotTheirs = "must be one of your sites";

    public override string Path => DeviceEndpoints.Path;

    public override ListOf<DeviceRow> List => DeviceEndpoints.List;

    public override DeviceId IdOf(Guid id) => new(id);

    public override Stored<DeviceDraft> StoredOf(DeviceRow row) => row.ToStored();

    public override DeviceDraft Read(JsonBody body, DeviceDraft now)
    {
        var given = DeviceFields.Read(body, now);

        if (body.Has("siteId") && !Caller.Covers(given.SiteId))
        {
            body.Reject("siteId", NotTheirs);
        }

        return given;
    }

    public override IResult? RefuseCreation(DeviceDraft given) =>
        Caller.Covers(given.SiteId) ? null : ApiProblem.BadInput("siteId", NotTheirs);

    public override IQueryable<DeviceRow> Visible(IQueryable<DeviceRow> rows)
    {
        if (Caller.Sites is not { } sites)
        {
            return rows;
        }

        var ids = sites.Ids;
        return rows.Where(row => row.SiteId != null && ids.Contains(row.SiteId.Value));
    }

    public override bool MaySee(DeviceId id) => Caller.Sites is null || Caller.Covers(Directory.Device(id));

    public override Task<IResult?> RefuseChangeAsync(DeviceId id, CancellationToken cancellation) =>
        Task.FromResult(MaySee(id) ? null : ApiProblem.NotFound());

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
