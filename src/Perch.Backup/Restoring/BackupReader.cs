using System.Formats.Tar;

namespace Perch.Backup;

/// <summary>Opens backups.</summary>
internal static class BackupReader
{
    /// <summary>Needs no key.</summary>
    /// <exception cref="BackupException">It is no backup.</exception>
    public static BackupHeader HeaderOf(string file) => Guard(file, () =>
    {
        using var input = File.OpenRead(file);

        return BackupHeader.ReadFrom(input, file).Header;
    });

    /// <summary>Everything in the file was found right when this returns. When it throws, the folder may hold a part.</summary>
    /// <param name="file">The backup.</param>
    /// <param name="key">Of the installation that made it.</param>
    /// <param name="folder">An empty one.</param>
    /// <exception cref="BackupException">It cannot be opened.</exception>
    public static BackupHeader Unpack(string file, RecoveryKey key, string folder) => Guard(file, () =>
    {
        using var input = File.OpenRead(file);
        var (header, bytes) = BackupHeader.ReadFrom(input, file);

        if (header.KeyMark != key.Mark)
        {
            throw new BackupException(
                $"This is not the recovery key of {file}: give by --key what perch backup --show-key says where it was made.");
        }

        using var cipher = new ChunkCipher(key, bytes);
        using var opening = new OpeningStream(input, cipher);

        using (var tar = new TarReader(opening, leaveOpen: true))
        {
            while (tar.GetNextEntry() is { } entry)
            {
                Extract(entry, folder);
            }
        }

        // A file that was cut behind the last entry was cut all the same.
        opening.CopyTo(Stream.Null);

        return header;
    });

    private static void Extract(TarEntry entry, string folder)
    {
        var target = Path.GetFullPath(Path.Combine(folder, entry.Name));

        if (entry.EntryType != TarEntryType.RegularFile
            || !target.StartsWith(Path.GetFullPath(folder) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new InvalidDataException("No backup holds such a thing.");
        }

        PrivateFiles.Folder(Path.GetDirectoryName(target)!);
        using var output = PrivateFiles.Create(target);
        entry.DataStream?.CopyTo(output);
        output.Flush(flushToDisk: true);
    }

    private static T Guard<T>(string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception failure) when (BackupFaults.Find(failure, file) is { } fault)
        {
            throw fault;
        }
    }
}
