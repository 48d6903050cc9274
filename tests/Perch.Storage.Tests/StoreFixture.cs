using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;
using Perch.Directory;

namespace Perch.Storage.Tests;

/// <summary>A store with one table, <c>notes</c>, in a directory of its own.</summary>
internal sealed class StoreFixture : IDisposable
{
    private readonly bool _isOurs;

    private StoreFixture(string root, bool isOurs)
    {
        _isOurs = isOurs;
        Directory = new DataDirectory(root);
        Store = NewStore();
    }

    public DataDirectory Directory { get; }

    public PerchStore Store { get; }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<StoreFixture> NewAsync()
    {
        var fixture = At(System.IO.Directory.CreateTempSubdirectory("perch-").FullName, isOurs: true);
        await fixture.CreateTableAsync();
        return fixture;
    }

    /// <summary>In a directory that the test looks after.</summary>
    public static StoreFixture At(string root, bool isOurs = false) => new(root, isOurs);

    public Task CreateTableAsync() => Store.WriteAsync(
        (database, token) => database.Database.ExecuteSqlRawAsync(
            "CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE)", token),
        null,
        Cancel);

    /// <summary>Writes one note; the task is the store's own.</summary>
    public Task<string> WriteAsync(string text, Action<string>? committed = null, CancellationToken? cancel = null) =>
        Store.WriteAsync(
            (database, _) =>
            {
                database.Add(new NoteRow { Text = text });
                return Task.FromResult(text);
            },
            committed,
            cancel ?? Cancel);

    public Task<List<string>> NotesAsync() => Store.ReadAsync(
        (database, token) => database.Set<NoteRow>().OrderBy(note => note.Id).Select(note => note.Text).ToListAsync(token),
        Cancel);

    /// <summary>Occupies the writer until the returned source is set, so that what follows waits together.</summary>
    public TaskCompletionSource HoldWriter()
    {
        var release = new TaskCompletionSource();
        _ = Store.WriteAsync(
            async (_, _) =>
            {
                await release.Task;
                return true;
            },
            null,
            CancellationToken.None);
        return release;
    }

    /// <summary>Another program that holds the write lock until disposed.</summary>
    public IDisposable LockFromOutside()
    {
        var connection = new SqliteConnection($"Data Source={Directory.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "BEGIN IMMEDIATE";
        command.ExecuteNonQuery();
        return connection;
    }

    public Task<long> PragmaAsync(string name) => Store.ReadAsync(
        (database, _) => Task.FromResult(Pragma(database, name)), Cancel);

    public static long Pragma(DbContext database, string name)
    {
        var connection = database.Database.GetDbConnection();
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {name}";
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        Store.Dispose();
        if (_isOurs)
        {
            System.IO.Directory.Delete(Directory.Root, recursive: true);
        }
    }

    private PerchStore NewStore() => new(Directory, [new NoteEntities()], NullLogger<PerchStore>.Instance);
}

internal sealed class NoteRow
{
    public long Id { get; set; }

    public string Text { get; set; } = "";
}

internal sealed class NoteEntities : IEntityModule
{
    public void Configure(ModelBuilder model) => model.Entity<NoteRow>();
}
