using Perch.Directory;

namespace Perch.Backup;

/// <summary>Opens a backup as a restore would, in a place that is gone afterwards.</summary>
internal sealed class TestRestore(DataDirectory directory, KnownSchemas schemas, BackupMaker maker)
{
    /// <exception cref="BackupException">It could not be restored.</exception>
    public (BackupHeader Header, BackupContents Contents) Run(string file)
    {
        var place = Path.Combine(directory.Root, $"{BackedUpFiles.DraftPrefix}{Guid.NewGuid():N}");

        try
        {
            var header = BackupReader.Unpack(file, maker.Key, PrivateFiles.Folder(place));
            schemas.Demand(header, file);

            return (header, DatabaseCopy.Look(Path.Combine(place, BackupMaker.DatabaseEntry)));
        }
        catch (Exception failure) when (BackupFaults.Find(failure, file) is { } fault)
        {
            throw fault;
        }
        finally
        {
            if (System.IO.Directory.Exists(place))
            {
                System.IO.Directory.Delete(place, recursive: true);
            }
        }
    }
}
