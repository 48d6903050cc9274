using System.Globalization;
using Microsoft.Win32.SafeHandles;

namespace Perch.Registrar;

/// <summary>
/// The files of a journal. A generation is a snapshot of all bindings and the log of what came after it was begun;
/// the log of a generation exists before its snapshot is complete, and then still continues the one before.
/// </summary>
internal sealed class JournalFiles(string directory)
{
    private const string LogSuffix = ".log";
    private const string SnapshotSuffix = ".snapshot";
    private const string UnfinishedSuffix = ".unfinished";

    /// <summary>0 where there is none yet.</summary>
    public long LastGeneration() => Generations("*").DefaultIfEmpty().Max();

    /// <summary>What is to be replayed, in order: the last whole snapshot and every log from its generation on.</summary>
    public IReadOnlyList<string> ToReplay()
    {
        var snapshot = Generations("*" + SnapshotSuffix).DefaultIfEmpty().Max();
        var logs = Generations("*" + LogSuffix).Where(generation => generation >= snapshot).Order();

        return [.. snapshot > 0 ? [PathOf(snapshot, SnapshotSuffix)] : (string[])[], .. logs.Select(log => PathOf(log, LogSuffix))];
    }

    /// <summary>A new, empty log.</summary>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be made.</exception>
    public SafeFileHandle OpenLog(long generation)
    {
        MakeDirectory();

        return File.OpenHandle(PathOf(generation, LogSuffix), FileMode.Create, FileAccess.Write);
    }

    /// <summary>The snapshot counts once it is whole and on the disk.</summary>
    /// <exception cref="IOException">It cannot be written; what was there before still stands.</exception>
    public void WriteSnapshot(long generation, Action<Stream> write)
    {
        var path = PathOf(generation, SnapshotSuffix);
        var unfinished = path + UnfinishedSuffix;

        try
        {
            using (var file = File.Create(unfinished, 1 << 16))
            {
                write(file);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch (IOException)
        {
            // On a full disk it would be in the way of everything else.
            File.Delete(unfinished);
            throw;
        }
    }

    public void DeleteBefore(long generation)
    {
        foreach (var file in System.IO.Directory.EnumerateFiles(directory))
        {
            if (GenerationOf(file) is { } old && old < generation)
            {
                File.Delete(file);
            }
        }
    }

    private void MakeDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private string PathOf(long generation, string suffix) =>
        Path.Combine(directory, generation.ToString("D10", CultureInfo.InvariantCulture) + suffix);

    private IEnumerable<long> Generations(string pattern) =>
        System.IO.Directory.Exists(directory)
            ? System.IO.Directory.EnumerateFiles(directory, pattern).Select(GenerationOf).OfType<long>()
            : [];

    private static long? GenerationOf(string file) =>
        long.TryParse(Path.GetFileName(file).Split('.')[0], CultureInfo.InvariantCulture, out var generation) ? generation : null;
}
