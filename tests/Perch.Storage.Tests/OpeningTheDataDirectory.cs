using System.Runtime.Versioning;
using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Storage.Tests;

[SupportedOSPlatform("linux")]
public sealed class OpeningTheDataDirectory : IDisposable
{
    private readonly string _root = System.IO.Directory.CreateTempSubdirectory("perch-").FullName;
    private readonly List<string> _log = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_second_perch_is_told_what_to_do_in_one_line()
    {
        using var first = Database(_root);
        await first.OpenAsync(Cancel);
        using var second = Database(_root);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => second.OpenAsync(Cancel));

        Assert.Equal(
            $"Another perch is using {_root}: stop it, or name another directory with --data.", refusal.Message);
    }

    [Fact]
    public async Task When_the_first_one_has_ended_the_next_one_opens()
    {
        using (var first = Database(_root))
        {
            await first.OpenAsync(Cancel);
        }

        using var second = Database(_root);
        await second.OpenAsync(Cancel);
    }

    [Fact]
    public async Task A_directory_that_does_not_exist_is_made_for_its_owner_only()
    {
        var below = Path.Combine(_root, "var", "perch");
        using var database = Database(below);

        await database.OpenAsync(Cancel);

        Assert.True(File.Exists(Path.Combine(below, "perch.db")));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(below));
    }

    [Fact]
    public async Task A_place_that_cannot_be_a_directory_is_refused_in_one_line()
    {
        var file = Path.Combine(_root, "a-file");
        await File.WriteAllTextAsync(file, "", Cancel);
        using var database = Database(file);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => database.OpenAsync(Cancel));

        Assert.Contains("name another directory with --data", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }

    [Fact]
    public async Task A_damaged_database_is_refused_and_left_alone()
    {
        var file = Path.Combine(_root, "perch.db");
        await File.WriteAllTextAsync(file, new string('?', 8192), Cancel);
        using var database = Database(_root);

        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => database.OpenAsync(Cancel));

        Assert.Contains("is damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(new string('?', 8192), await File.ReadAllTextAsync(file, Cancel));
    }

    [Fact]
    public async Task A_database_of_a_later_version_is_refused()
    {
        using (var database = Database(_root))
        {
            await database.OpenAsync(Cancel);
        }

        using (var later = StoreConnection.OpenWriter(Path.Combine(_root, "perch.db"), new ModuleTables([])))
        {
            await using var context = later.NewContext();
            await context.Database.ExecuteSqlRawAsync(
                "INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Later', '10.0.0')", Cancel);
        }

        using var earlier = Database(_root);
        var refusal = await Assert.ThrowsAsync<DataDirectoryException>(() => earlier.OpenAsync(Cancel));

        Assert.Contains("another version of perch", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task State_is_loaded_in_order_and_followers_come_last()
    {
        using var database = new PerchDatabase(
            new DataDirectory(_root), [], [new Step("directory", _log), new Step("desks", _log)],
            [new Step("follow", _log)], []);

        await database.OpenAsync(Cancel);

        Assert.Equal(["directory", "desks", "follow"], _log);
    }

    public void Dispose() => System.IO.Directory.Delete(_root, recursive: true);

    private static PerchDatabase Database(string root) => new(new DataDirectory(root), [], [], [], []);

    private sealed class Step(string name, List<string> log) : ILoadedAtStart, IDirectoryFollower
    {
        public Task LoadAsync(CancellationToken cancellation)
        {
            log.Add(name);
            return Task.CompletedTask;
        }

        public Task FollowAsync(CancellationToken cancellation) => LoadAsync(cancellation);
    }
}
