using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Creates, changes and deletes devices.</summary>
internal sealed class DeviceChanges(
    DirectoryWriter writer, IPerchStore store, TimeProvider time, DeviceModels models, SecretBox box)
    : AccountRowChanges<DeviceRow, DeviceDraft, Secret?>(writer, store, time),
        IChanges<DeviceId, DeviceDraft>, IPlannedChanges<DeviceDraft>, IDeviceSecrets
{
    private readonly IPerchStore _store = store;

    public IPlannedChange Plan(AccountId account, Stored<DeviceDraft>? seen, DeviceDraft draft) =>
        Plan(account.Value, seen, draft);

    public Task<Stored<DeviceDraft>?> FindAsync(AccountId account, DeviceId id, CancellationToken cancellation) =>
        FindAsync(account.Value, id.Value, cancellation);

    public Task<ChangeOutcome<DeviceDraft>> CreateAsync(
        AccountId account, DeviceDraft draft, CancellationToken cancellation) =>
        CreateAsync(account.Value, draft, cancellation);

    public Task<ChangeOutcome<DeviceDraft>> ChangeAsync(
        AccountId account, DeviceId id, long? ifVersion, Func<DeviceDraft, DeviceDraft> edit,
        CancellationToken cancellation) =>
        ChangeAsync(new(account.Value, id.Value), ifVersion, edit, cancellation);

    public Task<ChangeOutcome<DeviceDraft>> DeleteAsync(
        AccountId account, DeviceId id, long? ifVersion, CancellationToken cancellation) =>
        DeleteAsync(new(account.Value, id.Value), ifVersion, cancellation);

    public async Task<Secret?> SipPasswordAsync(
        AccountId account, DeviceId device, CancellationToken cancellation)
    {
        var row = await _store.ReadAsync(
            (database, token) => RowAsync(database, account.Value, device.Value, token), cancellation);
        return row is null ? null : box.Open(row.Id, row.SipPassword);
    }

    protected override DeviceDraft Normalise(DeviceDraft draft) => DeviceRules.Normalise(draft);

    protected override void Check(FieldChecks checks, DeviceDraft draft) => DeviceRules.Check(checks, draft);

    protected override Task<Secret?> PrepareAsync(DeviceDraft draft, bool isNew, CancellationToken cancellation) =>
        Task.FromResult(draft.Sip.NewPassword ?? (isNew ? RandomPassword.ForSip() : null));

    protected override async Task CheckInDatabaseAsync(
        DatabaseChecks checks, DeviceDraft draft, CancellationToken cancellation)
    {
        var username = UserMapping.KeyOf(draft.Sip.Username);
        var colliding = await checks.CollidingAsync<DeviceRow>(
            [
                row => row.SipUsernameKey == username,
                draft.MacAddress is { } mac ? row => row.MacAddress == mac : null,
                draft.ExternalId is { } external ? row => row.ExternalId == external : null,
            ],
            cancellation);

        foreach (var other in colliding)
        {
            Compare(checks.Fields, draft, other);
        }

        await CheckPlaceAsync(checks, draft, cancellation);
    }

    protected override void Take(DeviceRow row, DeviceDraft draft, Secret? secrets)
    {
        row.Take(draft);
        if (secrets is not null)
        {
            row.SipPassword = box.Seal(row.Id, secrets);
        }
    }

    protected override DeviceDraft DraftOf(DeviceRow row) => row.ToDraft();

    protected override Task PublishAsync(
        DbContext database, DirectoryEdits edits, DeviceRow row, CancellationToken cancellation) =>
        models.PublishAsync(database, edits, [row], cancellation);

    protected override Task UnlinkAsync(DatabaseChecks checks, DirectoryEdits edits, CancellationToken cancellation)
    {
        edits.RemoveDevice(new DeviceId(checks.Self));
        return Task.CompletedTask;
    }

    private static async Task CheckPlaceAsync(
        DatabaseChecks checks, DeviceDraft draft, CancellationToken cancellation)
    {
        if (draft.OwnerId is { } owner && !await checks.HasAsync<UserRow>(owner.Value, cancellation))
        {
            checks.Fields.Wrong("ownerId", "is no user of this account");
        }

        if (draft.SiteId is { } site && !await checks.HasAsync<SiteRow>(site.Value, cancellation))
        {
            checks.Fields.Wrong("siteId", "is no site of this account");
        }

        if (draft.Emergency.LocationId is { } location && !await checks.HasAsync<SiteRow>(location.Value, cancellation))
        {
            checks.Fields.Wrong("emergency.locationId", "is no site of this account");
        }
    }

    private static void Compare(FieldChecks checks, DeviceDraft draft, DeviceRow other)
    {
        if (other.SipUsernameKey == UserMapping.KeyOf(draft.Sip.Username))
        {
            checks.Taken("sip.username", other.Nickname);
        }

        if (draft.MacAddress is not null && other.MacAddress == draft.MacAddress)
        {
            checks.Taken("macAddress", other.Nickname);
        }

        if (draft.ExternalId is not null && other.ExternalId == draft.ExternalId)
        {
            checks.Taken("externalId", other.Nickname);
        }
    }
}
