using System.Security.Cryptography;
using Microsoft.Data.Sqlite;

namespace Perch.Backup;

/// <summary>Says in one line what to do about what disks and files do.</summary>
internal static class BackupFaults
{
    // https://www.sqlite.org/rescode.html
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int NotADatabase = 26;

    // ENOSPC and EDQUOT of Linux, ERROR_DISK_FULL of Windows.
    private static readonly int[] NoRoom = [28, 122, unchecked((int)0x80070070)];

    /// <summary>Null when it is about something else.</summary>
    public static BackupException? Find(Exception failure, string file) => failure switch
    {
        IOException io when NoRoom.Contains(io.HResult) => new($"{file} was not written, the disk is full: make room.", io),
        SqliteException { SqliteErrorCode: Full } full => new($"{file} was not written, the disk is full: make room.", full),
        SqliteException { SqliteErrorCode: Corrupt or NotADatabase } broken =>
            new("The database is damaged: stop the server and restore the last backup.", broken),
        SqliteException other => new($"The database cannot be copied ({other.Message.ReplaceLineEndings(" ")}): try again.", other),
        IOException or UnauthorizedAccessException =>
            new($"{file} cannot be used ({failure.Message.ReplaceLineEndings(" ")}): name another place.", failure),
        CryptographicException or InvalidDataException => new($"{file} is damaged: use another backup.", failure),
        _ => null,
    };
}
