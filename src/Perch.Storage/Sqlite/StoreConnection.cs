using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Perch.Storage;

/// <summary>One open connection with the settings that durability rests on, and contexts that use it.</summary>
internal sealed class StoreConnection : IDisposable
{
    // The driver tries again on its own while SQLite is busy, up to this; zero would mean for ever.
    private const int BusySeconds = 1;

    private readonly ModuleTables _tables;
    private readonly DbContextOptions _options;

    private StoreConnection(SqliteConnection connection, ModuleTables tables, bool reads)
    {
        Connection = connection;
        _tables = tables;
        _options = new DbContextOptionsBuilder()
            .UseSqlite(connection, sqlite => sqlite.MigrationsAssembly(typeof(PerchDbContext).Assembly))
            .ReplaceService<IModelCacheKeyFactory, ModelPerModules>()
            // The migration holds the tables of all modules; a process with fewer of them is no mistake.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .UseQueryTrackingBehavior(reads ? QueryTrackingBehavior.NoTracking : QueryTrackingBehavior.TrackAll)
            .Options;
    }

    public SqliteConnection Connection { get; }

    public static StoreConnection OpenWriter(string file, ModuleTables tables) => Open(file, tables, reads: false);

    public static StoreConnection OpenReader(string file, ModuleTables tables) => Open(file, tables, reads: true);

    public PerchDbContext NewContext() => new(_options, _tables);

    public void Dispose() => Connection.Dispose();

    private static StoreConnection Open(string file, ModuleTables tables, bool reads)
    {
        var text = new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = reads ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        };
        var connection = new SqliteConnection(text.ToString());
        try
        {
            connection.Open();
            Configure(connection, reads);
            return new StoreConnection(connection, tables, reads);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // Settings belong to the connection, not to the file, so each one gets all of them.
    private static void Configure(SqliteConnection connection, bool reads)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"""
            PRAGMA busy_timeout = {BusySeconds * 1000};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = FULL;
            PRAGMA foreign_keys = ON;
            PRAGMA query_only = {(reads ? "ON" : "OFF")};
            """;
        command.ExecuteNonQuery();
    }
}
