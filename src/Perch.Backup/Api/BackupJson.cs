namespace Perch.Backup;

/// <summary>A backup that is there.</summary>
/// <param name="Program">The version of perch that made it; null where the file is damaged.</param>
/// <param name="Schema">The last migration of the database in it.</param>
internal sealed record BackupJson(
    string Name, BackupKind Kind, DateTimeOffset MadeAt, long Bytes, string? Program, string? Schema)
{
    public static BackupJson Of(KeptBackup kept) => new(
        kept.Name.Text, kept.Name.Kind, kept.Name.At, kept.Bytes, kept.Header?.Program, kept.Header?.Schema);
}

/// <summary>What a test restore found.</summary>
/// <param name="Usable">Whether a restore would succeed.</param>
/// <param name="Problem">What is wrong where it would not.</param>
internal sealed record BackupTestJson(bool Usable, string? Problem, long? Accounts, long? Users, long? Devices);

/// <summary>What opens the backups.</summary>
internal sealed record RecoveryKeyJson(string Key);
