using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>The same for rows that belong to an account; another account's row is not found.</summary>
internal abstract class AccountRowChanges<TRow, TDraft, TSecrets>(
    DirectoryWriter writer, IPerchStore store, TimeProvider time)
    : RowChanges<TRow, TDraft, TSecrets>(writer, store, time)
    where TRow : AccountOwnedRow, new()
    where TDraft : class
{
    protected override TRow New(Guid account)
    {
        var row = base.New(account);
        row.AccountId = account;
        return row;
    }

    protected override Task<TRow?> RowAsync(
        DbContext database, Guid account, Guid id, CancellationToken cancellation) =>
        database.Set<TRow>().SingleOrDefaultAsync(row => row.AccountId == account && row.Id == id, cancellation);
}
