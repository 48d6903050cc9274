using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Creates, changes and deletes sites.</summary>
internal sealed class SiteChanges(DirectoryWriter writer, IPerchStore store, TimeProvider time)
    : AccountRowChanges<SiteRow, SiteDraft, bool>(writer, store, time), IChanges<SiteId, SiteDraft>
{
    public Task<Stored<SiteDraft>?> FindAsync(AccountId account, SiteId id, CancellationToken cancellation) =>
        FindAsync(account.Value, id.Value, cancellation);

    public Task<ChangeOutcome<SiteDraft>> CreateAsync(
        AccountId account, SiteDraft draft, CancellationToken cancellation) =>
        CreateAsync(account.Value, draft, cancellation);

    public Task<ChangeOutcome<SiteDraft>> ChangeAsync(
        AccountId account, SiteId id, long? ifVersion, Func<SiteDraft, SiteDraft> edit,
        CancellationToken cancellation) =>
        ChangeAsync(new(account.Value, id.Value), ifVersion, edit, cancellation);

    public Task<ChangeOutcome<SiteDraft>> DeleteAsync(
        AccountId account, SiteId id, long? ifVersion, CancellationToken cancellation) =>
        DeleteAsync(new(account.Value, id.Value), ifVersion, cancellation);

    protected override void Check(FieldChecks checks, SiteDraft draft) => AccountRules.Check(checks, draft);

    protected override Task<bool> PrepareAsync(SiteDraft draft, bool isNew, CancellationToken cancellation) =>
        Task.FromResult(false);

    protected override async Task CheckInDatabaseAsync(
        DatabaseChecks checks, SiteDraft draft, CancellationToken cancellation)
    {
        var account = await checks.Database.Set<AccountRow>().AsNoTracking()
            .SingleOrDefaultAsync(row => row.Id == checks.Account, cancellation);
        await ReservedNumbers.CheckPlaceAsync(
            checks, draft.Country ?? account?.Country, account?.OutsidePrefix, cancellation);
    }

    protected override void Take(SiteRow row, SiteDraft draft, bool secrets) => row.Take(draft);

    protected override SiteDraft DraftOf(SiteRow row) => row.ToDraft();

    protected override Task PublishAsync(
        DbContext database, DirectoryEdits edits, SiteRow row, CancellationToken cancellation)
    {
        edits.Put(row.ToModel());
        return Task.CompletedTask;
    }

    // A device that silently lost its place would send help to the wrong one.
    protected override async Task UnlinkAsync(
        DatabaseChecks checks, DirectoryEdits edits, CancellationToken cancellation)
    {
        var standing = await checks.Others<DeviceRow>().CountAsync(
            row => row.SiteId == checks.Self || row.EmergencyLocationId == checks.Self, cancellation);
        if (standing > 0)
        {
            checks.Fields.Conflict("", $"{standing} devices stand at this site: move them first");
            return;
        }

        edits.RemoveSite(new SiteId(checks.Self));
    }
}
