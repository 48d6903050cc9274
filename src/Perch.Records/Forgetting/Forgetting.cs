using Perch.Directory;

namespace Perch.Records;

/// <summary>Deletes rows of one kind that are older than their account keeps them.</summary>
internal abstract class Forgetting<TRow>(IDirectory directory, IPerchStore store, TimeProvider time) : IForgetting
    where TRow : class
{
    public abstract string What { get; }

    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var total = 0;

        foreach (var account in directory.Accounts)
        {
            var before = (time.GetUtcNow() - TimeSpan.FromDays(DaysOf(account))).ToUnixTimeMilliseconds();
            total += await store.DeleteInTurnsAsync<TRow>(rows => Old(rows, account.Id.Value, before), cancellation);
        }

        return total;
    }

    protected abstract int DaysOf(Account account);

    /// <summary>What is to go, in the order of an index, for a year's rows must not be walked for a day's.</summary>
    protected abstract IQueryable<TRow> Old(IQueryable<TRow> rows, Guid account, long before);
}

/// <summary>A record and its explanation are kept as long as the account says from the end of the call.</summary>
internal sealed class ForgettingCalls(IDirectory directory, IPerchStore store, TimeProvider time)
    : Forgetting<CallRecordRow>(directory, store, time)
{
    public override string What => "call records";

    protected override int DaysOf(Account account) => account.CallRecordDays;

    // What ended then began before it: the index of the list finds it, and no call is written into one more.
    protected override IQueryable<CallRecordRow> Old(IQueryable<CallRecordRow> rows, Guid account, long before) => rows
        .Where(row => row.AccountId == account && row.StartedAt < before && row.EndedAt < before)
        .OrderBy(row => row.StartedAt);
}

/// <summary>So is the note of who changed what, from when they did.</summary>
internal sealed class ForgettingAudit(IDirectory directory, IPerchStore store, TimeProvider time)
    : Forgetting<AuditRow>(directory, store, time)
{
    public override string What => "notes of the audit";

    protected override int DaysOf(Account account) => account.AuditDays;

    protected override IQueryable<AuditRow> Old(IQueryable<AuditRow> rows, Guid account, long before) => rows
        .Where(row => row.AccountId == account && row.At < before)
        .OrderBy(row => row.At);
}
