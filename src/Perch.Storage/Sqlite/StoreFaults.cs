using Microsoft.Data.Sqlite;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>Tells a store that cannot work now from a program that asked for nonsense.</summary>
internal static class StoreFaults
{
    // https://www.sqlite.org/rescode.html
    private const int Perm = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int NoMemory = 7;
    private const int ReadOnly = 8;
    private const int IoError = 10;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int NotADatabase = 26;

    /// <summary>Null when the exception is about something else.</summary>
    public static StoreUnavailableException? Find(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is SqliteException sqlite && Explain(sqlite.SqliteErrorCode) is { } reason)
            {
                return new StoreUnavailableException($"The database {reason}.", exception);
            }
        }

        return null;
    }

    private static string? Explain(int code) => code switch
    {
        Busy or Locked => "is locked by another program",
        ReadOnly or Perm => "may not be written",
        Full => "has no room: the disk is full",
        IoError => "cannot be read or written: the disk reports an error",
        CannotOpen => "cannot be opened",
        Corrupt or NotADatabase => "is damaged",
        NoMemory or Protocol => "is out of resources",
        _ => null,
    };
}
