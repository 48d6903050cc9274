using System.Text;
using System.Text.RegularExpressions;

namespace Perch.Architecture.Tests;

/// <summary>The generated half of docs/rfc-coverage.md: which section is cited where, and which tests are named after it.</summary>
internal static partial class RfcCoverage
{
    public const string Document = "docs/rfc-coverage.md";
    public const string Marker = "<!-- Generated from here on by eng/rfc-coverage.sh -->";

    public static string Generate(IEnumerable<SourceFile> sources)
    {
        var text = new StringBuilder(Marker).Append("\n\n## By section\n");

        foreach (var rfc in sources.SelectMany(Mentions).Distinct().GroupBy(mention => mention.Rfc).OrderBy(rfc => rfc.Key))
        {
            text.Append($"\n### RFC {rfc.Key}\n\n| § | code | tests |\n|---|---|---|\n");

            foreach (var section in rfc.GroupBy(mention => mention.Section).OrderBy(section => section.Key, SectionOrder))
            {
                text.Append($"| {section.Key} | {Files(section, tests: false)} | {Files(section, tests: true)} |\n");
            }
        }

        return text.ToString();
    }

    private static IComparer<string> SectionOrder { get; } = Comparer<string>.Create((one, other) =>
        string.CompareOrdinal(Padded(one), Padded(other)));

    /// <summary>Sections cited in comments, and sections that the file's own name or folder is.</summary>
    private static IEnumerable<Mention> Mentions(SourceFile file)
    {
        if (file.Path.StartsWith("tests/Perch.Architecture", StringComparison.Ordinal))
        {
            return [];
        }

        var comments = file.Tree.DescendantTrivia().Select(trivia => trivia.ToFullString())
            .Where(trivia => trivia.TrimStart().StartsWith('/'));
        var cited = comments.SelectMany(comment => Citation().Matches(comment))
            .Select(match => new Mention(int.Parse(match.Groups[1].Value), match.Groups[2].Value, file.Path));
        var named = FileName().Match(file.Path);

        return named.Success
            ? cited.Append(new Mention(
                int.Parse(named.Groups[1].Value), named.Groups[2].Value.Trim('_').Replace('_', '.'), file.Path))
            : cited;
    }

    private static string Files(IEnumerable<Mention> mentions, bool tests) => string.Join(", ", mentions
        .Where(mention => mention.Path.StartsWith("tests/", StringComparison.Ordinal) == tests)
        .Select(mention => mention.Path)
        .Order(StringComparer.Ordinal)
        .Select(path => $"[{Path.GetFileNameWithoutExtension(path)}](../{path})"));

    private static string Padded(string section) =>
        string.Join('.', section.Split('.').Select(part => part.PadLeft(4, '0')));

    [GeneratedRegex(@"RFC (\d{4}) §(\d+(?:\.\d+)*)")]
    private static partial Regex Citation();

    [GeneratedRegex(@"Rfc(\d{4})(?:/|_)Section((?:\d+_?)+)")]
    private static partial Regex FileName();

    private sealed record Mention(int Rfc, string Section, string Path);
}
