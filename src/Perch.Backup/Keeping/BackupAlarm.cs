using Perch.Directory;

namespace Perch.Backup;

/// <summary>Stands in the installation's own account from a failed nightly backup until one succeeds.</summary>
internal sealed class BackupAlarm(IDirectory directory) : IAlarmSource
{
    private volatile string? _reason;

    /// <returns>Whether that is new.</returns>
    public bool Raise(string reason)
    {
        var isNew = _reason is null;
        _reason = reason;

        return isNew;
    }

    public void Clear() => _reason = null;

    public IEnumerable<StandingAlarm> AlarmsOf(Account account) =>
        _reason is { } reason && account.Id == directory.DefaultAccount.Id
            ? [new("no-backup", $"The last nightly backup failed. {reason}")]
            : [];
}
