using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Creates, changes and deletes accounts.</summary>
internal sealed class AccountChanges(
    DirectoryWriter writer,
    IPerchStore store,
    TimeProvider time,
    DeviceModels devices,
    SecretBox box,
    IEnumerable<IAccountContents> contents)
    : RowChanges<AccountRow, AccountDraft, bool>(writer, store, time), IAccountChanges
{
    public Task<Stored<AccountDraft>?> FindAsync(AccountId id, CancellationToken cancellation) =>
        FindAsync(id.Value, id.Value, cancellation);

    public Task<ChangeOutcome<AccountDraft>> CreateAsync(AccountDraft draft, CancellationToken cancellation) =>
        CreateAsync(Guid.Empty, draft, cancellation);

    public Task<ChangeOutcome<AccountDraft>> ChangeAsync(
        AccountId id, long? ifVersion, Func<AccountDraft, AccountDraft> edit, CancellationToken cancellation) =>
        ChangeAsync(new Key(id.Value, id.Value), ifVersion, edit, cancellation);

    public Task<ChangeOutcome<AccountDraft>> DeleteAsync(
        AccountId id, long? ifVersion, CancellationToken cancellation) =>
        DeleteAsync(new Key(id.Value, id.Value), ifVersion, cancellation);

    protected override AccountDraft Normalise(AccountDraft draft) => AccountRules.Normalise(draft);

    protected override void Check(FieldChecks checks, AccountDraft draft) => AccountRules.Check(checks, draft);

    protected override Task<bool> PrepareAsync(AccountDraft draft, bool isNew, CancellationToken cancellation) =>
        Task.FromResult(false);

    // There are few accounts, and SQL would compare their names byte by byte.
    protected override async Task CheckInDatabaseAsync(
        DatabaseChecks checks, AccountDraft draft, CancellationToken cancellation)
    {
        var rows = await checks.Database.Set<AccountRow>().AsNoTracking().ToListAsync(cancellation);
        var others = rows.Where(row => row.Id != checks.Self).ToList();
        if (others.Any(row => row.Name.Equals(draft.Name, StringComparison.OrdinalIgnoreCase)))
        {
            checks.Fields.Taken("name", "another account");
        }

        if (others.Any(row => row.Realm == draft.Realm))
        {
            checks.Fields.Taken("realm", "another account");
        }

        if (draft.Name != DirectorySnapshot.DefaultAccountName
            && rows.Any(row => row.Id == checks.Self && row.Name == DirectorySnapshot.DefaultAccountName))
        {
            checks.Fields.Wrong("name", "of the account default cannot change");
        }

        await ReservedNumbers.CheckPlaceAsync(
            checks with { Account = checks.Self }, draft.Country, draft.OutsidePrefix, cancellation);
    }

    protected override void Take(AccountRow row, AccountDraft draft, bool secrets)
    {
        row.Take(draft);

        if (draft.NewMailPassword is { } password)
        {
            row.Mail.Password = box.Seal(row.Id, password);
        }
    }

    protected override AccountDraft DraftOf(AccountRow row) => row.ToDraft();

    // A new realm makes every phone's digest another one.
    protected override async Task PublishAsync(
        DbContext database, DirectoryEdits edits, AccountRow row, CancellationToken cancellation)
    {
        edits.Put(row.ToModel());
        if (database.Entry(row).Property(account => account.Realm).IsModified)
        {
            var rows = database.Set<DeviceRow>().AsNoTracking().Where(device => device.AccountId == row.Id);
            await foreach (var device in rows.AsAsyncEnumerable().WithCancellation(cancellation))
            {
                edits.Put(devices.Of(device, row.Realm));
            }
        }
    }

    protected override async Task UnlinkAsync(
        DatabaseChecks checks, DirectoryEdits edits, CancellationToken cancellation)
    {
        if (await checks.Database.Set<AccountRow>().AnyAsync(
                row => row.Id == checks.Self && row.Name == DirectorySnapshot.DefaultAccountName, cancellation))
        {
            checks.Fields.Conflict("", "the account default cannot be deleted");
            return;
        }

        (await DeleteAsync<DeviceRow>(checks, cancellation)).ForEach(id => edits.RemoveDevice(new DeviceId(id)));
        (await DeleteAsync<UserRow>(checks, cancellation)).ForEach(id => edits.RemoveUser(new UserId(id)));
        (await DeleteAsync<SiteRow>(checks, cancellation)).ForEach(id => edits.RemoveSite(new SiteId(id)));
        await DeleteAsync<FeatureCodeRow>(checks, cancellation);

        foreach (var module in contents)
        {
            edits.Follow(await module.RemoveAsync(checks.Database, new AccountId(checks.Self), cancellation));
        }

        edits.RemoveAccount(new AccountId(checks.Self));
    }

    protected override Task<AccountRow?> RowAsync(
        DbContext database, Guid account, Guid id, CancellationToken cancellation) =>
        database.Set<AccountRow>().SingleOrDefaultAsync(row => row.Id == id, cancellation);

    private static async Task<List<Guid>> DeleteAsync<TRow>(DatabaseChecks checks, CancellationToken cancellation)
        where TRow : AccountOwnedRow
    {
        var rows = checks.Database.Set<TRow>().Where(row => row.AccountId == checks.Self);
        var ids = await rows.Select(row => row.Id).ToListAsync(cancellation);
        await rows.ExecuteDeleteAsync(cancellation);
        return ids;
    }
}
