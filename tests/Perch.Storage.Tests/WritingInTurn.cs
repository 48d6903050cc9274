using Microsoft.EntityFrameworkCore;

namespace Perch.Storage.Tests;

public class WritingInTurn
{
    [Fact]
    public async Task A_change_that_throws_leaves_nothing_and_its_neighbours_stand()
    {
        using var office = await StoreFixture.NewAsync();
        var writer = office.HoldWriter();
        var before = office.WriteAsync("the window desk");
        var failing = office.Store.WriteAsync<bool>(
            async (database, token) =>
            {
                database.Add(new NoteRow { Text = "half a change" });
                await database.SaveChangesAsync(token);
                throw new InvalidOperationException("Alice changed her mind.");
            },
            null,
            StoreFixture.Cancel);
        var after = office.WriteAsync("the door desk");

        writer.SetResult();
        await Task.WhenAll(before, after);

        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => failing);
        Assert.Equal("Alice changed her mind.", thrown.Message);
        Assert.Equal(["the window desk", "the door desk"], await office.NotesAsync());
    }

    [Fact]
    public async Task What_the_database_refuses_fails_alone()
    {
        using var office = await StoreFixture.NewAsync();
        var writer = office.HoldWriter();
        var first = office.WriteAsync("the window desk");
        var same = office.WriteAsync("the window desk");
        var other = office.WriteAsync("the door desk");

        writer.SetResult();
        await Task.WhenAll(first, other);

        await Assert.ThrowsAsync<DbUpdateException>(() => same);
        Assert.Equal(["the window desk", "the door desk"], await office.NotesAsync());
    }

    [Fact]
    public async Task What_waits_together_is_committed_together()
    {
        using var office = await StoreFixture.NewAsync();
        var writer = office.HoldWriter();
        var seen = new List<int>();
        var writes = Enumerable.Range(1, 20)
            .Select(desk => office.WriteAsync($"desk {desk}", _ => seen.Add(office.NotesAsync().Result.Count)))
            .ToList();

        writer.SetResult();
        await Task.WhenAll(writes);

        Assert.Equal(Enumerable.Repeat(20, 20), seen);
    }

    [Fact]
    public async Task What_follows_a_commit_runs_in_order_and_before_the_caller_goes_on()
    {
        using var office = await StoreFixture.NewAsync();
        var order = new List<string>();
        var writes = Enumerable.Range(1, 100)
            .Select(desk => office.WriteAsync($"desk {desk}", order.Add))
            .ToList();

        await writes[^1];

        Assert.Equal(Enumerable.Range(1, 100).Select(desk => $"desk {desk}"), order);
        await Task.WhenAll(writes);
    }

    [Fact]
    public async Task A_failure_after_the_commit_does_not_undo_it()
    {
        using var office = await StoreFixture.NewAsync();

        await office.WriteAsync("the window desk", _ => throw new InvalidOperationException("A listener's fault."));

        Assert.Equal(["the window desk"], await office.NotesAsync());
    }

    [Fact]
    public async Task Someone_who_leaves_before_their_turn_changes_nothing()
    {
        using var office = await StoreFixture.NewAsync();
        using var alice = new CancellationTokenSource();
        var writer = office.HoldWriter();
        var write = office.WriteAsync("too late", cancel: alice.Token);

        await alice.CancelAsync();
        writer.SetResult();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Empty(await office.NotesAsync());
    }

    [Fact]
    public async Task A_reader_sees_one_state_while_others_write()
    {
        using var office = await StoreFixture.NewAsync();
        await office.WriteAsync("the window desk");

        var counts = await office.Store.ReadAsync(
            async (database, token) =>
            {
                var first = await database.Set<NoteRow>().CountAsync(token);
                await office.WriteAsync("the door desk");
                return (first, await database.Set<NoteRow>().CountAsync(token));
            },
            StoreFixture.Cancel);

        Assert.Equal((1, 1), counts);
        Assert.Equal(2, (await office.NotesAsync()).Count);
    }

    [Fact]
    public async Task A_query_cannot_write()
    {
        using var office = await StoreFixture.NewAsync();

        var write = office.Store.ReadAsync(
            (database, token) => database.Database.ExecuteSqlRawAsync("DELETE FROM notes", token),
            StoreFixture.Cancel);

        await Assert.ThrowsAsync<Directory.StoreUnavailableException>(() => write);
    }

    [Fact]
    public async Task Every_connection_waits_for_the_disk_and_checks_references()
    {
        using var office = await StoreFixture.NewAsync();
        const int Full = 2;

        var writer = await office.Store.WriteAsync(
            (database, _) => Task.FromResult(
                (StoreFixture.Pragma(database, "synchronous"), StoreFixture.Pragma(database, "foreign_keys"))),
            null,
            StoreFixture.Cancel);

        Assert.Equal((Full, 1), writer);
        Assert.Equal(Full, await office.PragmaAsync("synchronous"));
        Assert.Equal(1, await office.PragmaAsync("foreign_keys"));
        Assert.Equal(1000, await office.PragmaAsync("busy_timeout"));
        Assert.True(File.Exists(office.Directory.Database + "-wal"));
    }

    // A copy of the files while the store is open is what a machine that stops at this instant leaves behind.
    [Fact]
    public async Task What_was_acknowledged_survives_a_crash_and_half_a_change_does_not()
    {
        using var office = await StoreFixture.NewAsync();
        await office.WriteAsync("the window desk");
        var copy = System.IO.Directory.CreateTempSubdirectory("perch-crash-").FullName;
        await office.Store.WriteAsync(
            async (database, token) =>
            {
                database.Add(new NoteRow { Text = "half a change" });
                await database.SaveChangesAsync(token);
                CopyFiles(office.Directory.Root, copy);
                return true;
            },
            null,
            StoreFixture.Cancel);

        using (var after = StoreFixture.At(copy))
        {
            Assert.Equal(["the window desk"], await after.NotesAsync());
        }

        System.IO.Directory.Delete(copy, recursive: true);
    }

    [Fact]
    public async Task A_closed_store_says_so()
    {
        var office = await StoreFixture.NewAsync();
        office.Dispose();

        await Assert.ThrowsAsync<Directory.StoreUnavailableException>(() => office.WriteAsync("too late"));
    }

    private static void CopyFiles(string from, string to)
    {
        foreach (var file in System.IO.Directory.GetFiles(from, "perch.db*"))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }
}
