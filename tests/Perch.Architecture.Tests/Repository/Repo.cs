namespace Perch.Architecture.Tests;

/// <summary>The working copy that these tests were built from, read once.</summary>
internal static class Repo
{
    private static readonly string[] NotOurs = ["artifacts", "bin", "obj", ".git", "data", "node_modules", "TestResults"];
    private static readonly Lazy<IReadOnlyList<SourceFile>> AllSources = new(ReadSources);

    public static string Root { get; } = FindRoot();

    public static IReadOnlyList<SourceFile> Sources => AllSources.Value;

    /// <summary>Files under a folder with one of the endings, as paths from the root with forward slashes.</summary>
    public static IEnumerable<string> Files(string folder, params string[] endings) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Walk(Path.Combine(Root, folder))
                .Where(path => endings.Length == 0 || endings.Any(path.EndsWith))
                .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
                .Order(StringComparer.Ordinal)
            : [];

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    private static IEnumerable<string> Walk(string folder) =>
        Directory.EnumerateFiles(folder).Concat(Directory.EnumerateDirectories(folder)
            .Where(child => !NotOurs.Contains(Path.GetFileName(child)))
            .SelectMany(Walk));

    private static IReadOnlyList<SourceFile> ReadSources() =>
        [.. new[] { "src", "tests", "bench", "samples", "fuzz" }
            .SelectMany(folder => Files(folder, ".cs"))
            .Where(path => !IsGenerated(path))
            .AsParallel().AsOrdered()
            .Select(path => new SourceFile(path, Read(path)))];

    /// <summary>Written by a program, and read by nobody.</summary>
    private static bool IsGenerated(string path) =>
        path.Contains("/Migrations/", StringComparison.Ordinal) || path.EndsWith(".g.cs", StringComparison.Ordinal);

    private static string FindRoot()
    {
        // By the binary, not by the caller's path: deterministic builds rewrite the latter.
        var folder = new DirectoryInfo(AppContext.BaseDirectory);

        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Perch.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("Perch.slnx is in no folder above the tests.");
    }
}
