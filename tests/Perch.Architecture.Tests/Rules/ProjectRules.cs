using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Perch.Architecture.Tests;

/// <summary>Which project may reference which. Changing the table takes an ADR.</summary>
internal static partial class ProjectRules
{
    /// <summary>The table of ARCHITECTURE.md: project to references, names without <c>Perch.</c>.</summary>
    public static Dictionary<string, string[]> Table(string page)
    {
        var rows = Row().Matches(page).ToDictionary(row => row.Groups[1].Value, row => row.Groups[2].Value.Trim());

        return rows.ToDictionary(row => row.Key, row => row.Value switch
        {
            "–" => [],
            "all" => [.. rows.Keys.Where(name => name != row.Key)],
            var names => names.Split(", "),
        });
    }

    /// <summary>Projects and references that the table does not have, and the other way round.</summary>
    public static IEnumerable<string> Deviations(
        Dictionary<string, string[]> table, Dictionary<string, string[]> actual) =>
        actual.Keys.Except(table.Keys).Select(name => $"{name} is not in the table")
            .Concat(table.Keys.Except(actual.Keys).Select(name => $"{name} is in the table only"))
            .Concat(actual.Where(project => table.ContainsKey(project.Key)).SelectMany(project =>
                project.Value.Except(table[project.Key]).Select(other => $"{project.Key} may not reference {other}")
                    .Concat(table[project.Key].Except(project.Value)
                        .Select(other => $"{project.Key} does not reference {other}: take it out of the table"))));

    public static string Name(string path) => Path.GetFileNameWithoutExtension(path)["Perch.".Length..];

    public static string[] References(string project) =>
        [.. XDocument.Parse(project).Descendants("ProjectReference").Select(reference => Name(reference.Attribute("Include")!.Value))];

    public static IEnumerable<string> OutsideTheSolution(string solution, IEnumerable<string> projects)
    {
        var listed = XDocument.Parse(solution).Descendants("Project").Select(entry => entry.Attribute("Path")!.Value).ToHashSet();
        var there = projects.ToHashSet();

        return there.Except(listed).Select(path => $"{path} is not in Perch.slnx")
            .Concat(listed.Except(there).Select(path => $"{path} is in Perch.slnx only"));
    }

    /// <summary>Words of the wire in modules that must not know of it.</summary>
    public static IEnumerable<string> WordsOfTheWire(SourceFile file) =>
        file.Path.Split('/') is ["src", "Perch.Calls" or "Perch.HotDesking" or "Perch.Callflows" or "Perch.Directory", ..]
            ? file.Tree.DescendantTokens()
                .Where(token => token.Text is "SipMessage" or "Invite" or "InviteAsync" or "CSeq" or "Sdp" or "Via")
                .Select(token => $"{file.Path}: {token.Text} belongs into Perch.Calls.Sip")
            : [];

    [GeneratedRegex(@"(?m)^\| \[`Perch\.([\w.]+)`\]\([^)]+\) \|[^|]+\|([^|]+)\|")]
    private static partial Regex Row();
}
