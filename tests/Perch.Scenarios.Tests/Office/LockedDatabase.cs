using Microsoft.Data.Sqlite;

namespace Perch.Scenarios.Tests.Office;

/// <summary>Another program holds the database for writing.</summary>
public sealed class LockedDatabase : IAsyncDisposable
{
    private readonly SqliteConnection _connection;

    private LockedDatabase(SqliteConnection connection) => _connection = connection;

    public static async Task<LockedDatabase> LockAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        await command.ExecuteNonQueryAsync();

        return new(connection);
    }

    public ValueTask DisposeAsync() => _connection.DisposeAsync();
}
