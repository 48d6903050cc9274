using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Reads records for somebody: reception all of the account, others those they took part in.</summary>
internal sealed class CallRecords(IPerchStore store)
{
    public Task<CallRecordRow?> FindAsync(ApiCaller caller, string idOrSipCallId, CancellationToken cancellation) =>
        store.ReadAsync(
            (database, token) => Guid.TryParseExact(idOrSipCallId, "D", out var id)
                ? VisibleTo(caller, database.Set<CallRecordRow>()).FirstOrDefaultAsync(row => row.Id == id, token)
                : VisibleTo(caller, database.Set<CallRecordRow>())
                    .OrderByDescending(row => row.StartedAt)
                    .FirstOrDefaultAsync(row => row.SipCallId == idOrSipCallId, token),
            cancellation);

    public static IQueryable<CallRecordRow> VisibleTo(ApiCaller caller, IQueryable<CallRecordRow> rows)
    {
        var ofAccount = rows.Where(row => row.AccountId == caller.Account.Value);

        if (caller.IsAtLeast(Role.Receptionist))
        {
            return ofAccount;
        }

        var self = caller.User?.Value ?? Guid.Empty;

        return ofAccount.Where(row =>
            row.UserId == self || row.CalledUserId == self || row.AnsweredUserId == self);
    }

    public static bool MaySee(ApiCaller caller, CallRecordRow row) => VisibleTo(caller, new[] { row }.AsQueryable()).Any();
}
