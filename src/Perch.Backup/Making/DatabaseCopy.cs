using Microsoft.Data.Sqlite;

namespace Perch.Backup;

/// <summary>The database at one instant, in a file of its own.</summary>
internal static class DatabaseCopy
{
    /// <summary>Beside a server that writes: the copy is what was committed when it began.</summary>
    public static void Make(string database, string copy)
    {
        using var connection = Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "VACUUM INTO $copy";
        command.Parameters.AddWithValue("$copy", copy);
        command.ExecuteNonQuery();
    }

    /// <summary>The last migration; empty where there is none.</summary>
    public static string SchemaOf(string database)
    {
        using var connection = Open(database);
        var hasHistory = One(connection, "SELECT count(*) FROM sqlite_master WHERE name = '__EFMigrationsHistory'") is > 0L;

        return hasHistory && One(connection, "SELECT max(MigrationId) FROM __EFMigrationsHistory") is string last ? last : "";
    }

    /// <summary>What is in it, or what is wrong with it.</summary>
    public static BackupContents Look(string database)
    {
        using var connection = Open(database);

        return One(connection, "PRAGMA integrity_check(1)") is not "ok"
            ? throw new BackupException("The database in the backup is damaged: use another backup.")
            : new(Count(connection, "accounts"), Count(connection, "users"), Count(connection, "devices"));
    }

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());

        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private static long Count(SqliteConnection connection, string table) =>
        One(connection, $"SELECT count(*) FROM {table}") is long count ? count : 0;

    private static object? One(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
        command.CommandText = query;

        return command.ExecuteScalar();
    }
}

/// <summary>How much is in a backup.</summary>
public sealed record BackupContents(long Accounts, long Users, long Devices);
