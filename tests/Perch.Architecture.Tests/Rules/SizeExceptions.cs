namespace Perch.Architecture.Tests;

/// <summary>Files that may be longer, each with its reason: <c>eng/size-exceptions.txt</c>.</summary>
internal static class SizeExceptions
{
    public static IReadOnlyDictionary<string, string> Parse(string text) => text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
        .ToDictionary(parts => parts[0], parts => parts.ElementAtOrDefault(1) ?? "");

    /// <summary>Entries without a reason, or for a file that needs none any more.</summary>
    public static IEnumerable<string> Stale(
        IReadOnlyDictionary<string, string> exceptions, IEnumerable<SourceFile> files)
    {
        var tooLong = files.Where(file => SizeRules.LongFiles(file).Any()).Select(file => file.Path).ToHashSet();

        return exceptions.Where(entry => entry.Value.Length == 0 || !tooLong.Contains(entry.Key))
            .Select(entry => $"{entry.Key}: has no reason, or is not too long");
    }
}
