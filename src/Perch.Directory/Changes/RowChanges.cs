using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// The course that every change of a row takes: rules that need nobody else, slow work such as hashing, and only then
/// the transaction, with the rules that need the database. TSecrets is what the slow work makes of a draft.
/// </summary>
internal abstract partial class RowChanges<TRow, TDraft, TSecrets>(DirectoryWriter writer, IPerchStore store, TimeProvider time)
    where TRow : Row, new()
    where TDraft : class
{
    // Someone who edits the same object at the same moment every time is a program gone wrong.
    private const int MostTries = 5;

    protected DirectoryWriter Writer => writer;

    protected DateTimeOffset Now => time.GetUtcNow();

    protected Task<Stored<TDraft>?> FindAsync(Guid account, Guid id, CancellationToken cancellation) =>
        store.ReadAsync(
            async (database, token) =>
                await RowAsync(database, account, id, token) is { } row ? row.Stored(DraftOf(row)) : null,
            cancellation);

    protected async Task<ChangeOutcome<TDraft>> CreateAsync(
        Guid account, TDraft draft, CancellationToken cancellation)
    {
        var change = new OneChange(this, account, seen: null, draft);
        if (!change.Check().IsClean)
        {
            return change.Checks.Refuse<TDraft>();
        }

        await change.PrepareAsync(cancellation);
        return await writer.WriteAsync<TDraft>(change.EnterAsync, cancellation);
    }

    protected async Task<ChangeOutcome<TDraft>> ChangeAsync(
        Key key, long? ifVersion, Func<TDraft, TDraft> edit, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = await TryChangeAsync(key, ifVersion, edit, cancellation);
            if (outcome is not ChangeOutcome<TDraft>.WrongVersion || ifVersion is not null || tries == MostTries)
            {
                return outcome;
            }
        }
    }

    protected Task<ChangeOutcome<TDraft>> DeleteAsync(Key key, long? ifVersion, CancellationToken cancellation) =>
        writer.WriteAsync(
            async (database, edits, token) =>
            {
                var row = await RowAsync(database, key.Account, key.Id, token);
                if (Missing(row, ifVersion) is { } missing)
                {
                    return missing;
                }

                var checks = new FieldChecks();
                await UnlinkAsync(new(checks, database, key.Account, key.Id), edits, token);
                if (!checks.IsClean)
                {
                    return checks.Refuse<TDraft>();
                }

                database.Remove(row!);
                return new ChangeOutcome<TDraft>.Done(row!.Stored(DraftOf(row!)));
            },
            cancellation);

    protected virtual TDraft Normalise(TDraft draft) => draft;

    protected abstract void Check(FieldChecks checks, TDraft draft);

    /// <summary>The slow work, outside the transaction.</summary>
    protected abstract Task<TSecrets> PrepareAsync(TDraft draft, bool isNew, CancellationToken cancellation);

    protected abstract Task CheckInDatabaseAsync(DatabaseChecks checks, TDraft draft, CancellationToken cancellation);

    /// <param name="row">What is written.</param>
    /// <param name="draft">What it shall say.</param>
    /// <param name="secrets">Null in a trial, where nothing was hashed.</param>
    protected abstract void Take(TRow row, TDraft draft, TSecrets? secrets);

    protected abstract TDraft DraftOf(TRow row);

    /// <summary>Says what the snapshot takes over.</summary>
    protected abstract Task PublishAsync(
        DbContext database, DirectoryEdits edits, TRow row, CancellationToken cancellation);

    /// <summary>Makes the deletion possible, or says why it is not.</summary>
    protected abstract Task UnlinkAsync(DatabaseChecks checks, DirectoryEdits edits, CancellationToken cancellation);

    protected abstract Task<TRow?> RowAsync(
        DbContext database, Guid account, Guid id, CancellationToken cancellation);

    protected void Touch(Row row)
    {
        row.Version++;
        row.UpdatedAt = Now.ToUnixTimeMilliseconds();
    }

    protected virtual TRow New(Guid account)
    {
        var now = Now;
        return new TRow
        {
            Id = Guid.CreateVersion7(now),
            CreatedAt = now.ToUnixTimeMilliseconds(),
            UpdatedAt = now.ToUnixTimeMilliseconds(),
        };
    }

    private async Task<ChangeOutcome<TDraft>> TryChangeAsync(
        Key key, long? ifVersion, Func<TDraft, TDraft> edit, CancellationToken cancellation)
    {
        var seen = await FindAsync(key.Account, key.Id, cancellation);
        if (Missing(seen, ifVersion) is { } missing)
        {
            return missing;
        }

        var change = new OneChange(this, key.Account, seen, edit(seen!.Value));
        if (change.IsUnchanged)
        {
            return new ChangeOutcome<TDraft>.Done(seen);
        }

        if (!change.Check().IsClean)
        {
            return change.Checks.Refuse<TDraft>();
        }

        await change.PrepareAsync(cancellation);
        return await writer.WriteAsync<TDraft>(change.EnterAsync, cancellation);
    }

    private static ChangeOutcome<TDraft>? Missing(TRow? row, long? version) => Missing(row?.Version, version);

    private static ChangeOutcome<TDraft>? Missing(Stored<TDraft>? seen, long? version) =>
        Missing(seen?.Version, version);

    private static ChangeOutcome<TDraft>? Missing(long? actual, long? expected) => actual switch
    {
        null => new ChangeOutcome<TDraft>.NotFound(),
        { } current when expected is { } version && current != version =>
            new ChangeOutcome<TDraft>.WrongVersion(current),
        _ => null,
    };

    /// <summary>Which row is meant; for accounts themselves both are the same.</summary>
    protected readonly record struct Key(Guid Account, Guid Id);
}

/// <summary>What rules need that look at other rows: where to complain, where to look, and whose rows.</summary>
/// <param name="Self">The row that is being written, which does not collide with itself.</param>
internal sealed record DatabaseChecks(FieldChecks Fields, DbContext Database, Guid Account, Guid Self)
{
    /// <summary>Whether the account has such a row, if only since a moment ago in this transaction.</summary>
    public async Task<bool> HasAsync<TRow>(Guid id, CancellationToken cancellation)
        where TRow : AccountOwnedRow =>
        await Database.Set<TRow>().FindAsync([id], cancellation) is { } row && row.AccountId == Account;

    /// <summary>The other rows of the account.</summary>
    public IQueryable<TRow> Others<TRow>()
        where TRow : AccountOwnedRow =>
        Database.Set<TRow>().Where(row => row.AccountId == Account && row.Id != Self);

    /// <summary>
    /// The other rows that have one of these keys; null is not asked for. Each key is a lookup of its own, because for an OR
    /// SQLite reads all rows of the account.
    /// </summary>
    public Task<List<TRow>> CollidingAsync<TRow>(
        IEnumerable<Expression<Func<TRow, bool>>?> keys, CancellationToken cancellation)
        where TRow : AccountOwnedRow =>
        keys.OfType<Expression<Func<TRow, bool>>>()
            .Select(key => Others<TRow>().Where(key))
            .Aggregate((some, more) => some.Union(more))
            .ToListAsync(cancellation);
}
