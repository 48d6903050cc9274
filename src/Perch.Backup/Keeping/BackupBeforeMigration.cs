using Perch.Directory;

namespace Perch.Backup;

/// <summary>Keeps what was, before a new version changes the tables: without it the new one does not start.</summary>
internal sealed class BackupBeforeMigration(BackupShelf shelf) : IBeforeMigration
{
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await shelf.MakeAsync(BackupKind.BeforeUpdate, cancellation);
        }
        catch (BackupException failure)
        {
            throw new DataDirectoryException(
                $"The database was not updated, for it could not be backed up first. {failure.Message}", failure);
        }
    }
}
