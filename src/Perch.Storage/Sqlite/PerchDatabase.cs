using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Storage;

/// <summary>Opens the data directory at start, and holds its lock until the process ends.</summary>
internal sealed class PerchDatabase(
    DataDirectory directory,
    IEnumerable<IEntityModule> modules,
    IEnumerable<ILoadedAtStart> loaders,
    IEnumerable<IDirectoryFollower> followers,
    IEnumerable<IBeforeMigration> before) : IPerchDatabase, IDisposable
{
    private FileStream? _lockFile;

    public async Task OpenAsync(CancellationToken cancellation)
    {
        Lock();
        await MigrateAsync(cancellation);
        foreach (var loader in loaders)
        {
            await loader.LoadAsync(cancellation);
        }

        foreach (var follower in followers)
        {
            await follower.FollowAsync(cancellation);
        }
    }

    public void Dispose() => _lockFile?.Dispose();

    private void Lock()
    {
        try
        {
            MakeRoot();
            _lockFile = new FileStream(directory.Lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (File.Exists(directory.Lock))
        {
            throw new DataDirectoryException(
                $"Another perch is using {directory.Root}: stop it, or name another directory with --data.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DataDirectoryException(
                $"{directory.Root} cannot be written ({Reason(exception)}): name another directory with --data.",
                exception);
        }
    }

    // The library's own words speak of files where a directory was to be made.
    private string Reason(Exception failure) => failure switch
    {
        UnauthorizedAccessException => $"user {Environment.UserName} may not",
        _ when File.Exists(directory.Root) => "it is a file, not a directory",
        FileNotFoundException or DirectoryNotFoundException => "no directory can be made there",
        _ => failure.Message,
    };

    // What is inside is nobody else's business. A directory that exists keeps what its administrator gave it.
    private void MakeRoot()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(directory.Root);
        }
        else
        {
            System.IO.Directory.CreateDirectory(
                directory.Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task MigrateAsync(CancellationToken cancellation)
    {
        var wasThere = File.Exists(directory.Database);

        try
        {
            using var connection = StoreConnection.OpenWriter(directory.Database, new ModuleTables(modules));
            await using var context = connection.NewContext();
            await RefuseNewerAsync(context, cancellation);

            if (wasThere && (await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
            {
                await PrepareAsync(cancellation);
            }

            await context.Database.MigrateAsync(cancellation);
        }
        catch (Exception exception) when (StoreFaults.Find(exception) is { } fault)
        {
            throw new DataDirectoryException($"{directory.Database} cannot be used. {fault.Message}", exception);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var step in before)
        {
            await step.RunAsync(cancellation);
        }
    }

    private async Task RefuseNewerAsync(PerchDbContext context, CancellationToken cancellation)
    {
        var known = context.Database.GetMigrations();
        var applied = await context.Database.GetAppliedMigrationsAsync(cancellation);
        if (applied.Except(known).Any())
        {
            throw new DataDirectoryException(
                $"{directory.Database} was written by another version of perch: use that version, or restore a backup.");
        }
    }
}
