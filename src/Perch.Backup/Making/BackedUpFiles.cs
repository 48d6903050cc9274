using Perch.Directory;

namespace Perch.Backup;

/// <summary>Which files of a data directory a backup takes: all but those that say how things stand on this machine now.</summary>
internal static class BackedUpFiles
{
    /// <summary>Of what was there before a restore.</summary>
    public const string ReplacedPrefix = "replaced-";

    /// <summary>Of what is being restored.</summary>
    public const string DraftPrefix = ".restoring-";

    public const string BackupsFolder = "backups";

    /// <summary>Besides the database, which is copied.</summary>
    /// <returns>Paths below the directory.</returns>
    public static IEnumerable<string> In(DataDirectory directory) => System.IO.Directory
        .EnumerateFiles(directory.Root, "*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(directory.Root, file))
        .Where(file => IsTaken(file.Split(Path.DirectorySeparatorChar)[0], directory))
        .Order(StringComparer.Ordinal);

    /// <param name="entry">A file or folder in the directory itself.</param>
    /// <param name="directory">The directory.</param>
    private static bool IsTaken(string entry, DataDirectory directory) =>
        !entry.StartsWith(Path.GetFileName(directory.Database), StringComparison.Ordinal)
        && !entry.StartsWith(ReplacedPrefix, StringComparison.Ordinal)

        // Drafts, which are gone in a moment.
        && !entry.StartsWith('.')
        && entry != BackupsFolder
        && entry != Path.GetFileName(directory.Lock)

        // Where phones were: they say it again within minutes, and on another machine it is not so.
        && entry != Path.GetFileName(directory.Bindings);
}
