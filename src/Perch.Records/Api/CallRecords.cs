using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Reads records for somebody: reception all of the account, others those they took part in.</summary>
internal sealed class CallRecords(IPerchStore store, IDirectory directory)
{
    public Task<CallRecordRow?> FindAsync(ApiCaller caller, string idOrSipCallId, CancellationToken cancellation) =>
        store.ReadAsync(
            (database, token) => Guid.TryParseExact(idOrSipCallId, "D", out var id)
                ? VisibleTo(caller, database.Set<CallRecordRow>()).FirstOrDefaultAsync(row => row.Id == id, token)
                : VisibleTo(caller, database.Set<CallRecordRow>())
                    .OrderByDescending(row => row.StartedAt)
                    .FirstOrDefaultAsync(row => row.SipCallId == idOrSipCallId, token),
            cancellation);

    public IQueryable<CallRecordRow> VisibleTo(ApiCaller caller, IQueryable<CallRecordRow> rows)
    {
        var ofAccount = rows.Where(row => row.AccountId == caller.Account.Value);

        if (caller.IsAtLeast(Role.Receptionist) && caller.Sites is null)
        {
            return ofAccount;
        }

        var self = caller.User?.Value ?? Guid.Empty;
        var devices = caller.IsAtLeast(Role.Receptionist) ? directory.DevicesOf(caller) ?? [] : [];

        return ofAccount.Where(row =>
            row.UserId == self || row.CalledUserId == self || row.AnsweredUserId == self
            || (row.DeviceId != null && devices.Contains(row.DeviceId.Value))
            || (row.AnsweredDeviceId != null && devices.Contains(row.AnsweredDeviceId.Value)));
    }

    public bool MaySee(ApiCaller caller, CallRecordRow row) => VisibleTo(caller, new[] { row }.AsQueryable()).Any();
}
