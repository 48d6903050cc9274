using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.Directory;
using Perch.Storage;
using Perch.TestKit.Time;

namespace Perch.Backup.Tests;

/// <summary>A data directory with a real database and real keys, on Monday at nine.</summary>
internal sealed class Installation : IDisposable
{
    private readonly string? _ours;

    private Installation(string root, string? ours)
    {
        _ours = ours;
        Directory = new(root);
        Maker = new(Directory, new KeyFiles(Directory), Clock);
        Shelf = new(Directory, Maker, Clock);
    }

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static KnownSchemas Schemas { get; } = new(StorageSchemas.All);

    public FakeClock Clock { get; } = new(new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public DataDirectory Directory { get; }

    public BackupMaker Maker { get; }

    public BackupShelf Shelf { get; }

    /// <summary>A path that nothing is at.</summary>
    public static string Nowhere => Path.Combine(Path.GetTempPath(), $"perch-restored-{Guid.NewGuid():N}");

    public static async Task<Installation> NewAsync(string? root = null)
    {
        var ours = root is null ? System.IO.Directory.CreateTempSubdirectory("perch-backup-").FullName : null;
        var made = new Installation(root ?? ours!, ours);
        await OpenAsync(made.Directory);
        made.Run("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)");

        return made;
    }

    /// <summary>As a server does at start, and stops again.</summary>
    public static async Task OpenAsync(DataDirectory directory, params IBeforeMigration[] before)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(directory).AddPerchStorage();

        foreach (var step in before)
        {
            services.AddSingleton(step);
        }

        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<IPerchDatabase>().OpenAsync(Cancel);
    }

    public void Write(string note) => Run($"INSERT INTO notes (text) VALUES ('{note}')");

    public void Run(string command)
    {
        using var connection = new SqliteConnection($"Data Source={Directory.Database};Pooling=False");
        connection.Open();
        using var running = connection.CreateCommand();
        running.CommandText = command;
        running.ExecuteNonQuery();
    }

    public string Make()
    {
        var file = Nowhere + ".perch";
        Maker.Make(file, Cancel);

        return file;
    }

    public static IReadOnlyList<string> NotesIn(string root)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(root, "perch.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT text FROM notes ORDER BY id";
        using var reader = command.ExecuteReader();
        var notes = new List<string>();

        while (reader.Read())
        {
            notes.Add(reader.GetString(0));
        }

        return notes;
    }

    public void Dispose()
    {
        Shelf.Dispose();

        if (_ours is not null)
        {
            System.IO.Directory.Delete(_ours, recursive: true);
        }
    }
}
