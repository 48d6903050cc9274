using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Storage.Tests;

public class StoreFaultsReallyProduced
{
    [Fact]
    public async Task Locked_by_another_program_nothing_is_written_and_reading_goes_on()
    {
        using var office = await StoreFixture.NewAsync();
        await office.WriteAsync("the window desk");

        using (office.LockFromOutside())
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => office.WriteAsync("refused"));
            Assert.Equal("The database is locked by another program.", fault.Message);
            Assert.Equal(["the window desk"], await office.NotesAsync());
        }

        await office.WriteAsync("the door desk");
        Assert.Equal(["the window desk", "the door desk"], await office.NotesAsync());
    }

    [Fact]
    public async Task Everyone_who_waits_for_the_same_commit_hears_that_it_failed()
    {
        using var office = await StoreFixture.NewAsync();
        var committed = new List<string>();

        using (office.LockFromOutside())
        {
            var writes = Enumerable.Range(1, 5).Select(desk => office.WriteAsync($"desk {desk}", committed.Add));
            foreach (var write in writes.ToList())
            {
                await Assert.ThrowsAsync<StoreUnavailableException>(() => write);
            }
        }

        Assert.Empty(committed);
        Assert.Empty(await office.NotesAsync());
    }

    [Fact]
    public async Task Without_room_nothing_is_written_and_the_store_recovers()
    {
        using var office = await StoreFixture.NewAsync();
        await office.WriteAsync("the window desk");
        await office.Store.WriteAsync(
            (database, token) => database.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 4", token),
            null,
            StoreFixture.Cancel);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(
            () => office.WriteAsync(new string('x', 100_000)));

        Assert.Equal("The database has no room: the disk is full.", fault.Message);
        await office.WriteAsync(new string('y', 100_000));
        Assert.Equal([15, 100_000], (await office.NotesAsync()).Select(note => note.Length));
    }

    [Fact]
    public async Task On_a_full_disk_nothing_is_written_and_reading_goes_on()
    {
        using var disk = SmallDisk.Mount(StoreFixture.Cancel);
        using var office = StoreFixture.At(disk.Path);
        await office.CreateTableAsync();
        await office.WriteAsync("the window desk");

        disk.Fill();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => office.WriteAsync(new string('x', 100_000)));
        Assert.Equal(["the window desk"], await office.NotesAsync());
        disk.MakeRoom();
        await office.WriteAsync("the door desk");
        Assert.Equal(["the window desk", "the door desk"], await office.NotesAsync());
    }

    [Fact]
    public async Task On_a_disk_that_may_not_be_written_nothing_is_written()
    {
        using var disk = SmallDisk.Mount(StoreFixture.Cancel);
        using (var before = StoreFixture.At(disk.Path))
        {
            await before.CreateTableAsync();
            await before.WriteAsync("the window desk");
        }

        disk.MakeReadOnly();
        using var office = StoreFixture.At(disk.Path);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => office.WriteAsync("refused"));
        disk.MakeWritable();
        await office.WriteAsync("the door desk");
        Assert.Equal(["the window desk", "the door desk"], await office.NotesAsync());
    }
}
