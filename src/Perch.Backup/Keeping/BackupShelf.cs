using Perch.Directory;

namespace Perch.Backup;

/// <summary>The backups in <c>backups/</c> of the data directory. One is made at a time.</summary>
internal sealed class BackupShelf(DataDirectory directory, BackupMaker maker, TimeProvider time) : IDisposable
{
    /// <summary>Of those that nobody asked for; what people make by hand stays until they delete it.</summary>
    private const int KeptOfAKind = 7;

    private readonly SemaphoreSlim _one = new(1);

    private string Folder => Path.Combine(directory.Root, BackedUpFiles.BackupsFolder);

    /// <summary>The newest first.</summary>
    public IReadOnlyList<KeptBackup> All() => System.IO.Directory.Exists(Folder)
        ? [.. System.IO.Directory.EnumerateFiles(Folder, BackupName.Pattern)
            .Select(file => Find(Path.GetFileName(file)))
            .OfType<KeptBackup>()
            .OrderByDescending(kept => kept.Name.At)]
        : [];

    /// <summary>Null where there is none of that name, whatever the name is.</summary>
    public KeptBackup? Find(string name)
    {
        var file = new FileInfo(Path.Combine(Folder, Path.GetFileName(name)));

        return BackupName.Read(name) is { } known && file.Exists
            ? new(known, file.FullName, file.Length, HeaderOf(file.FullName))
            : null;
    }

    /// <exception cref="BackupException">It cannot be made; those that are there stay.</exception>
    public async Task<KeptBackup> MakeAsync(BackupKind kind, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);

        try
        {
            var name = NewName(kind);
            PrivateFiles.Folder(Folder);
            await Task.Run(() => maker.Make(Path.Combine(Folder, name), cancellation), cancellation);
            Prune(kind);

            return Find(name) ?? throw new BackupException($"{name} is gone already: make another.");
        }
        catch (Exception failure) when (BackupFaults.Find(failure, Folder) is { } fault)
        {
            throw fault;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whether there was one.</summary>
    public bool Delete(string name)
    {
        if (Find(name) is not { } kept)
        {
            return false;
        }

        File.Delete(kept.File);

        return true;
    }

    public void Dispose() => _one.Dispose();

    private string NewName(BackupKind kind)
    {
        var at = time.GetUtcNow();

        while (File.Exists(Path.Combine(Folder, BackupName.New(kind, at).Text)))
        {
            at = at.AddMilliseconds(1);
        }

        return BackupName.New(kind, at).Text;
    }

    private void Prune(BackupKind kind)
    {
        foreach (var old in All().Where(kept => kept.Name.Kind == kind && kind != BackupKind.ByHand).Skip(KeptOfAKind))
        {
            File.Delete(old.File);
        }
    }

    private static BackupHeader? HeaderOf(string file)
    {
        try
        {
            return BackupReader.HeaderOf(file);
        }
        catch (BackupException)
        {
            return null;
        }
    }
}
