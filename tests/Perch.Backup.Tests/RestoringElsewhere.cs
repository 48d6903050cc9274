using System.Runtime.Versioning;
using System.Security.Cryptography;
using Perch.Directory;
using Perch.TestKit.Time;

namespace Perch.Backup.Tests;

[SupportedOSPlatform("linux")]
public sealed class RestoringElsewhere
{
    [Fact]
    public async Task All_that_was_there_is_there_and_for_its_owner_only()
    {
        using var office = await Installation.NewAsync();
        office.Write("the window desk");
        await File.WriteAllTextAsync(Path.Combine(office.Directory.Root, "perch.json"), "{}", Installation.Cancel);
        System.IO.Directory.CreateDirectory(office.Directory.Bindings);
        await File.WriteAllTextAsync(Path.Combine(office.Directory.Bindings, "journal"), "here", Installation.Cancel);
        var file = office.Make();
        var there = Installation.Nowhere;

        var done = Restore(file, there, office.Maker.Key);

        Assert.Equal(["the window desk"], Installation.NotesIn(there));
        Assert.Equal(new BackupContents(0, 0, 0), done.Contents);
        Assert.Null(done.Aside);
        Assert.True(File.Exists(Path.Combine(there, "perch.json")));
        Assert.False(System.IO.Directory.Exists(Path.Combine(there, "bindings")));
        var key = await File.ReadAllBytesAsync(Path.Combine(there, "keys", "recovery.key"), Installation.Cancel);
        Assert.Equal(office.Maker.Key.Show(), new RecoveryKey(key).Show());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(there, "perch.db")));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        await Installation.OpenAsync(new(there));
    }

    [Fact]
    public async Task Nothing_of_it_can_be_read_in_the_file()
    {
        using var office = await Installation.NewAsync();
        office.Write("the window desk");

        var bytes = await File.ReadAllBytesAsync(office.Make(), Installation.Cancel);

        Assert.Equal(-1, bytes.AsSpan().IndexOf("window desk"u8));
        Assert.Equal(-1, bytes.AsSpan().IndexOf("SQLite format"u8));
    }

    [Fact]
    public async Task Another_key_opens_nothing_and_changes_nothing()
    {
        using var office = await Installation.NewAsync();
        var there = Installation.Nowhere;
        var file = office.Make();

        var refusal = Assert.Throws<BackupException>(
            () => Restore(file, there, new RecoveryKey(RandomNumberGenerator.GetBytes(32))));

        Assert.StartsWith($"This is not the recovery key of {file}: give by --key", refusal.Message, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(there));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.0001)]
    [InlineData(0.00025)]
    [InlineData(0.0005)]
    [InlineData(0.01)]
    [InlineData(0.5)]
    [InlineData(0.99999999)]
    public async Task One_altered_bit_anywhere_is_found_and_nothing_is_changed(double where)
    {
        using var office = await Installation.NewAsync();
        var file = office.Make();
        var bytes = await File.ReadAllBytesAsync(file, Installation.Cancel);
        bytes[(int)(bytes.Length * where)] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Installation.Cancel);
        var there = Installation.Nowhere;

        var refusal = Assert.Throws<BackupException>(() => Restore(file, there, office.Maker.Key));

        Assert.Contains(file, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
        Assert.False(System.IO.Directory.Exists(there));
    }

    [Fact]
    public async Task A_file_cut_anywhere_also_between_two_chunks_is_found()
    {
        using var office = await Installation.NewAsync();
        var file = office.Make();
        var whole = await File.ReadAllBytesAsync(file, Installation.Cancel);

        var header = 12 + System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(whole.AsSpan(8));
        const int chunk = ChunkCipher.ChunkBytes + ChunkCipher.TagBytes;

        int[] cuts = [0, 5, 40, header, header + 10, header + chunk, header + chunk + 1, header + (2 * chunk), whole.Length - 1];

        foreach (var length in cuts)
        {
            await File.WriteAllBytesAsync(file, whole[..length], Installation.Cancel);
            var there = Installation.Nowhere;

            Assert.Throws<BackupException>(() => Restore(file, there, office.Maker.Key));
            Assert.False(System.IO.Directory.Exists(there));
        }
    }

    [Fact]
    public async Task A_directory_with_a_database_is_refused_unless_told_and_then_kept_aside()
    {
        using var office = await Installation.NewAsync();
        office.Write("the window desk");
        var file = office.Make();
        office.Write("the door desk");

        var refusal = Assert.Throws<BackupException>(() => Restore(file, office.Directory.Root, office.Maker.Key));
        var before = Installation.NotesIn(office.Directory.Root);
        var done = Restore(file, office.Directory.Root, key: null, replace: true);

        Assert.Contains("add --replace", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(["the window desk", "the door desk"], before);
        Assert.Equal(["the window desk"], Installation.NotesIn(office.Directory.Root));
        Assert.Equal(["the window desk", "the door desk"], Installation.NotesIn(done.Aside!));
        Assert.True(File.Exists(Path.Combine(done.Aside!, "keys", "recovery.key")));
    }

    [Fact]
    public async Task A_damaged_backup_replaces_nothing()
    {
        using var office = await Installation.NewAsync();
        office.Write("the window desk");
        var file = office.Make();
        using (var cut = File.OpenWrite(file))
        {
            cut.SetLength(cut.Length - 1);
        }

        Assert.Throws<BackupException>(() => Restore(file, office.Directory.Root, key: null, replace: true));

        Assert.Equal(["the window desk"], Installation.NotesIn(office.Directory.Root));
        Assert.DoesNotContain(
            System.IO.Directory.EnumerateFileSystemEntries(office.Directory.Root),
            entry => Path.GetFileName(entry).StartsWith(".restoring", StringComparison.Ordinal));
    }

    [Fact]
    public async Task While_a_server_uses_the_directory_nothing_is_restored()
    {
        using var office = await Installation.NewAsync();
        var file = office.Make();
        using var held = new FileStream(office.Directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);

        var refusal = Assert.Throws<BackupException>(() => Restore(file, office.Directory.Root, key: null, replace: true));

        Assert.StartsWith($"A perch is using {office.Directory.Root}: stop it", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_of_a_later_version_is_refused()
    {
        using var office = await Installation.NewAsync();
        office.Run("INSERT INTO __EFMigrationsHistory VALUES ('20990101000000_Later', '10.0.0')");
        var there = Installation.Nowhere;
        var file = office.Make();

        var refusal = Assert.Throws<BackupException>(() => Restore(file, there, office.Maker.Key));

        Assert.Contains("whose database this one does not know", refusal.Message, StringComparison.Ordinal);
        Assert.False(System.IO.Directory.Exists(there));
    }

    [Fact]
    public void What_is_no_backup_is_said_to_be_none()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a letter to grandmother");

        var refusal = Assert.Throws<BackupException>(() => Restore(file, Installation.Nowhere, new(new byte[32])));

        Assert.Equal($"{file} is not a backup of perch, or it is damaged: use another file.", refusal.Message);
    }

    private static RestoredBackup Restore(string file, string root, RecoveryKey? key, bool replace = false) =>
        new Restore(file, new DataDirectory(root), key, replace).Run(Installation.Schemas, new FakeClock());
}
