using System.Globalization;
using Perch.Directory;

namespace Perch.Backup;

/// <summary>Puts a backup into a data directory. Until all of it was found right, nothing there changes.</summary>
/// <param name="File">The backup.</param>
/// <param name="Into">The directory, which may not exist yet.</param>
/// <param name="Key">Null: the one that the directory has.</param>
/// <param name="Replace">Puts what is there aside, rather than refusing.</param>
public sealed record Restore(string File, DataDirectory Into, RecoveryKey? Key, bool Replace)
{
    /// <exception cref="BackupException">It was not restored.</exception>
    public RestoredBackup Run(KnownSchemas schemas, TimeProvider time)
    {
        if (!System.IO.File.Exists(File))
        {
            throw new BackupException($"There is no file {File}: name a backup.");
        }

        var wasThere = System.IO.Directory.Exists(Into.Root);

        try
        {
            var key = Key ?? OwnKey();
            PrivateFiles.Folder(Into.Root);
            using var held = Hold();

            return Run(key, schemas, time);
        }
        catch (Exception failure) when (BackupFaults.Find(failure, Into.Root) is { } fault)
        {
            throw fault;
        }
        finally
        {
            if (!wasThere && !System.IO.File.Exists(Into.Database) && System.IO.Directory.Exists(Into.Root))
            {
                System.IO.Directory.Delete(Into.Root, recursive: true);
            }
        }
    }

    private RestoredBackup Run(RecoveryKey key, KnownSchemas schemas, TimeProvider time)
    {
        if (System.IO.File.Exists(Into.Database) && !Replace)
        {
            throw new BackupException($"{Into.Root} has a database: add --replace to put it aside, or name another --data.");
        }

        var draft = Path.Combine(Into.Root, $"{BackedUpFiles.DraftPrefix}{Guid.NewGuid():N}");

        try
        {
            var header = BackupReader.Unpack(File, key, PrivateFiles.Folder(draft));
            schemas.Demand(header, File);
            var contents = DatabaseCopy.Look(Path.Combine(draft, BackupMaker.DatabaseEntry));
            var aside = PutAside(time.GetUtcNow());
            PutIn(draft);

            return new(header, contents, aside);
        }
        finally
        {
            System.IO.Directory.Delete(draft, recursive: true);
        }
    }

    private RecoveryKey OwnKey()
    {
        var file = Path.Combine(Into.Keys, KeyFiles.NameOf(KeyPurpose.Recovery));

        return System.IO.File.Exists(file)
            ? new(new KeyFiles(Into).Key(KeyPurpose.Recovery))
            : throw new BackupException($"{Into.Root} has no recovery key: give the one of the backup by --key.");
    }

    /// <summary>As a server holds it while it runs.</summary>
    private FileStream Hold()
    {
        try
        {
            return new(Into.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException inUse) when (System.IO.File.Exists(Into.Lock))
        {
            throw new BackupException($"A perch is using {Into.Root}: stop it, or name another directory by --data.", inUse);
        }
    }

    /// <summary>Returns where to; null where nothing was there.</summary>
    private string? PutAside(DateTimeOffset now)
    {
        var there = System.IO.Directory.EnumerateFileSystemEntries(Into.Root).Where(IsReplaced).ToList();

        if (there.Count == 0)
        {
            return null;
        }

        var aside = PrivateFiles.Folder(Path.Combine(
            Into.Root, BackedUpFiles.ReplacedPrefix + now.UtcDateTime.ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)));

        foreach (var entry in there)
        {
            System.IO.Directory.Move(entry, Path.Combine(aside, Path.GetFileName(entry)));
        }

        return aside;
    }

    private bool IsReplaced(string entry) => Path.GetFileName(entry) is var name
        && name != Path.GetFileName(Into.Lock)
        && name != BackedUpFiles.BackupsFolder
        && !name.StartsWith(BackedUpFiles.ReplacedPrefix, StringComparison.Ordinal)
        && !name.StartsWith(BackedUpFiles.DraftPrefix, StringComparison.Ordinal);

    /// <summary>The database last: where it is, everything else is.</summary>
    private void PutIn(string draft)
    {
        foreach (var entry in System.IO.Directory.EnumerateFileSystemEntries(draft)
            .OrderBy(entry => Path.GetFileName(entry) == BackupMaker.DatabaseEntry).ToList())
        {
            System.IO.Directory.Move(entry, Path.Combine(Into.Root, Path.GetFileName(entry)));
        }
    }
}

/// <summary>What a restore did.</summary>
/// <param name="Aside">Where what was there before is now; null where nothing was.</param>
public sealed record RestoredBackup(BackupHeader Header, BackupContents Contents, string? Aside);
