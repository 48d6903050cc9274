using Microsoft.AspNetCore.Http;
using Perch.Directory;

namespace Perch.Backup;

/// <summary>Leaves in the audit what operators do with backups.</summary>
internal sealed class BackupTrace(IAuditLog audit, IHttpContextAccessor http)
{
    public Task NoteAsync(string act, KeptBackup backup, CancellationToken cancellation) =>
        NoteAsync(act, "backup", backup.Name.Text, cancellation);

    public Task NoteKeyReadAsync(CancellationToken cancellation) =>
        NoteAsync("credentials-read", "recovery-key", "recovery key", cancellation);

    private Task NoteAsync(string act, string kind, string name, CancellationToken cancellation)
    {
        var account = ApiCaller.Of(http.HttpContext!.User).Account;

        // Backups are files without ids: they are the account's.
        return audit.NoteAsync(new(account, act, kind, account.Value, name), cancellation);
    }
}
