using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>What an administrator does with callflows. Each call is one transaction.</summary>
internal sealed class CallflowChanges(
    IPerchStore store, CallflowBook book, CallflowRules rules, CallflowEvents events, TimeProvider time)
    : IChanges<Guid, CallflowDraft>
{
    public Task<Stored<CallflowDraft>?> FindAsync(AccountId account, Guid id, CancellationToken cancellation) =>
        Task.FromResult(book.Of(account).ById.TryGetValue(id, out var callflow) ? Stored(callflow) : null);

    public Task<ChangeOutcome<CallflowDraft>> CreateAsync(
        AccountId account, CallflowDraft draft, CancellationToken cancellation) => WriteAsync(
            async database =>
            {
                var now = time.GetUtcNow();
                var row = new CallflowRow
                {
                    Id = Guid.CreateVersion7(now),
                    AccountId = account.Value,
                    CreatedAt = now.ToUnixTimeMilliseconds(),
                };

                return await SaveAsync(database, row, draft, isNew: true);
            },
            cancellation);

    public Task<ChangeOutcome<CallflowDraft>> ChangeAsync(
        AccountId account,
        Guid id,
        long? ifVersion,
        Func<CallflowDraft, CallflowDraft> edit,
        CancellationToken cancellation) => WriteAsync(
            async database => await FindAsync(database, account, id, ifVersion) switch
            {
                (null, var refused) => new(refused!),
                ({ } row, _) => await SaveAsync(database, row, edit(CallflowDraft.Of(row.ToCallflow()!)), isNew: false),
            },
            cancellation);

    public Task<ChangeOutcome<CallflowDraft>> DeleteAsync(
        AccountId account, Guid id, long? ifVersion, CancellationToken cancellation) => WriteAsync(
            async database =>
            {
                var (row, refused) = await FindAsync(database, account, id, ifVersion);

                if (row?.ToCallflow() is not { } callflow)
                {
                    return new(refused!);
                }

                database.Remove(row);
                return new(new ChangeOutcome<CallflowDraft>.Done(Stored(callflow)), Removed: callflow);
            },
            cancellation);

    private static async Task<(CallflowRow? Row, ChangeOutcome<CallflowDraft>? Refused)> FindAsync(
        DbContext database, AccountId account, Guid id, long? ifVersion)
    {
        var row = await database.Set<CallflowRow>().AsTracking().Include(callflow => callflow.Numbers)
            .SingleOrDefaultAsync(callflow => callflow.Id == id && callflow.AccountId == account.Value);

        if (row is null)
        {
            return (null, new ChangeOutcome<CallflowDraft>.NotFound());
        }

        return ifVersion is null || ifVersion == row.Version
            ? (row, null)
            : (null, new ChangeOutcome<CallflowDraft>.WrongVersion(row.Version));
    }

    private async Task<Change> SaveAsync(DbContext database, CallflowRow row, CallflowDraft draft, bool isNew)
    {
        var account = new AccountId(row.AccountId);
        var (flow, problems) = FlowReader.Read(draft.Flow);
        problems = flow is null ? problems : [.. rules.Check(draft, flow, account)];

        if (problems.Count == 0)
        {
            problems = await rules.CollisionsAsync(database, draft, account, row.Id);
        }

        if (problems.Count > 0 || flow is null)
        {
            return new(new ChangeOutcome<CallflowDraft>.Refused(problems));
        }

        row.Write(draft, flow, time.GetUtcNow());

        if (isNew)
        {
            database.Add(row);
        }

        var callflow = row.ToCallflow()!;
        return new(new ChangeOutcome<CallflowDraft>.Done(Stored(callflow)), Put: callflow);
    }

    private async Task<ChangeOutcome<CallflowDraft>> WriteAsync(
        Func<DbContext, Task<Change>> change, CancellationToken cancellation)
    {
        var actor = events.Actor;
        var made = await store.WriteAsync(
            async (database, _) =>
            {
                var changed = await change(database);
                events.Say(database, changed.Removed ?? changed.Put, actor);
                return changed;
            },
            Committed,
            cancellation);
        return made.Outcome;
    }

    private void Committed(Change change)
    {
        if (change.Removed is { } removed)
        {
            book.Remove(removed);
        }

        if (change.Put is { } put)
        {
            book.Put(put);
        }
    }

    internal static Stored<CallflowDraft> Stored(Callflow callflow) => new(
        callflow.Id, CallflowDraft.Of(callflow), callflow.Version, callflow.CreatedAt, callflow.UpdatedAt);

    private sealed record Change(
        ChangeOutcome<CallflowDraft> Outcome, Callflow? Put = null, Callflow? Removed = null);
}
