using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Perch.Architecture.Tests;

/// <summary>What is written beside the code and no compiler reads.</summary>
internal static partial class DocumentRules
{
    private const int MaxAdrLines = 60;
    private static readonly string[] AdrParts = ["Context", "Options", "Decision", "Consequences"];

    public static IEnumerable<string> Adr(string path, string text)
    {
        var name = Path.GetFileName(path);
        var match = AdrName().Match(name);

        if (!match.Success)
        {
            return [$"{name}: is not named NNNN-title.md"];
        }

        var number = int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        var title = AdrTitle().Match(text);
        var problems = AdrParts.Where(part => !Regex.IsMatch(text, $@"(?m)^(## {part}\s*$|\*\*{part}\.\*\*)"))
            .Select(part => $"{name}: has no {part}").ToList();

        if (!title.Success || int.Parse(title.Groups[1].Value, CultureInfo.InvariantCulture) != number)
        {
            problems.Add($"{name}: its title does not begin with its number");
        }

        if (text.Split('\n').Length > MaxAdrLines)
        {
            problems.Add($"{name}: is longer than half a page");
        }

        return problems;
    }

    public static IEnumerable<string> SameNumber(IEnumerable<string> paths) =>
        paths.Select(path => Path.GetFileName(path)).GroupBy(name => name[..Math.Min(4, name.Length)])
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(" and ", group)} have one number");

    /// <summary>Names of types and members in backticks that no code uses.</summary>
    public static IEnumerable<string> UnknownNames(string path, string text, IReadOnlySet<string> known) =>
        from Match quoted in Quoted().Matches(text)
        let code = quoted.Groups[1].Value
        where TypeName().IsMatch(code) && !code.StartsWith("Perch.", StringComparison.Ordinal)
        from part in TypeName().Match(code).Groups[1].Value.Split('.')
        where !known.Contains(part)
        select $"{path}: `{code}`: no code knows {part}";

    /// <summary>Every identifier that occurs in the sources, declared here or used from a library.</summary>
    public static IReadOnlySet<string> KnownNames(IEnumerable<SourceFile> sources) =>
        sources.AsParallel()
            .SelectMany(file => file.Tree.DescendantTokens())
            .Where(token => token.IsKind(SyntaxKind.IdentifierToken))
            .Select(token => token.ValueText)
            .ToHashSet();

    /// <summary>Links to files that are not there.</summary>
    public static IEnumerable<string> DeadLinks(string path, string text, Func<string, bool> exists) =>
        from Match link in Link().Matches(text)
        let target = link.Groups[1].Value.Split('#')[0]
        where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
        where !exists(Path.Combine(Path.GetDirectoryName(path)!, target))
        select $"{path}: {target} is not there";

    /// <summary>Where somebody's own machine shows.</summary>
    public static IEnumerable<string> MachinePaths(string path, string text) =>
        from Match match in MachinePath().Matches(text)
        select $"{path}: {match.Value} is a path of one machine";

    [GeneratedRegex(@"^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md$")]
    private static partial Regex AdrName();

    [GeneratedRegex(@"\A# (\d+)\.? \S")]
    private static partial Regex AdrTitle();

    [GeneratedRegex("`([^`\n]+)`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"^([A-Z][a-z0-9]+[A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]+)*|I[A-Z][a-z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]+)*)(\(\)|<\w+>)?$")]
    private static partial Regex TypeName();

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?<![\w./$}])/(home|root|work|Users)/[\w.-]+|[A-Z]:\\Users\\")]
    private static partial Regex MachinePath();
}
