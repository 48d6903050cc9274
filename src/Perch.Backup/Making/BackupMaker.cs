using System.Formats.Tar;
using Perch.Directory;

namespace Perch.Backup;

/// <summary>Makes one backup of a data directory, whether or not a server runs on it.</summary>
public sealed class BackupMaker(DataDirectory directory, IKeys keys, TimeProvider time)
{
    internal const string DatabaseEntry = "perch.db";

    /// <summary>What opens the backups made here.</summary>
    public RecoveryKey Key => new(keys.Key(KeyPurpose.Recovery));

    /// <summary>For an operator to keep elsewhere.</summary>
    /// <exception cref="BackupException">There is no installation whose key it would be.</exception>
    /// <exception cref="DataDirectoryException">The keys cannot be used.</exception>
    public string ShowKey()
    {
        DemandDatabase();

        return Key.Show();
    }

    /// <summary>Writes <paramref name="target"/>, or nothing.</summary>
    /// <param name="target">A file that does not exist.</param>
    /// <param name="cancellation">Leaves nothing behind either.</param>
    /// <exception cref="BackupException">It cannot be made.</exception>
    /// <exception cref="DataDirectoryException">The keys cannot be used.</exception>
    public BackupHeader Make(string target, CancellationToken cancellation)
    {
        DemandDatabase();

        if (File.Exists(target))
        {
            throw new BackupException($"{target} is there already: name another file.");
        }

        // Asked for before the copy, which must hold them: the first question makes a key.
        var key = Key;
        var draft = $"{target}.{Guid.NewGuid():N}.part";
        var copy = Path.Combine(PrivateFiles.Folder(Path.Combine(directory.Root, BackedUpFiles.BackupsFolder)), $".{Guid.NewGuid():N}.db");

        try
        {
            PrivateFiles.Create(copy).Dispose();
            DatabaseCopy.Make(directory.Database, copy);
            var header = BackupHeader.New(DatabaseCopy.SchemaOf(copy), time.GetUtcNow(), key);
            Write(draft, copy, header, key, cancellation);
            File.Move(draft, target);

            return header;
        }
        catch (Exception failure) when (BackupFaults.Find(failure, target) is { } fault)
        {
            throw fault;
        }
        finally
        {
            PrivateFiles.Remove(copy);
            PrivateFiles.Remove(draft);
        }
    }

    private void DemandDatabase()
    {
        if (!File.Exists(directory.Database))
        {
            throw new BackupException($"There is no database in {directory.Root}: name the data directory by --data.");
        }
    }

    private void Write(string file, string copy, BackupHeader header, RecoveryKey key, CancellationToken cancellation)
    {
        using var output = PrivateFiles.Create(file);
        using var cipher = new ChunkCipher(key, header.WriteTo(output));
        using var sealing = new SealingStream(output, cipher);

        using (var tar = new TarWriter(sealing, TarEntryFormat.Pax, leaveOpen: true))
        {
            Add(tar, DatabaseEntry, copy);

            foreach (var one in BackedUpFiles.In(directory))
            {
                cancellation.ThrowIfCancellationRequested();
                Add(tar, one, Path.Combine(directory.Root, one));
            }
        }

        sealing.Complete();
        output.Flush(flushToDisk: true);
    }

    private static void Add(TarWriter tar, string name, string file)
    {
        try
        {
            using var content = File.OpenRead(file);
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name.Replace('\\', '/')) { DataStream = content });
        }
        catch (FileNotFoundException)
        {
            // Deleted since it was listed.
        }
    }
}
