using System.Xml.Linq;

namespace Perch.Architecture.Tests;

/// <summary>Which project may reference which. Changing the table takes an ADR.</summary>
internal static class ProjectRules
{
    private static readonly string[] Everything =
    [
        "Api", "Callflows", "Calls", "Calls.Sip", "Directory", "HotDesking", "Media", "Phone", "Registrar", "Rtp", "Sip",
        "Storage", "Transport",
    ];

    /// <summary>ARCHITECTURE.md explains it; names without <c>Perch.</c>.</summary>
    public static IReadOnlyDictionary<string, string[]> MayReference { get; } = new Dictionary<string, string[]>
    {
        ["Sip"] = [],
        ["Rtp"] = [],
        ["Api"] = [],
        ["Transport"] = ["Sip"],
        ["Media"] = ["Rtp"],
        ["Directory"] = ["Api"],
        ["Calls"] = ["Directory"],
        ["Registrar"] = ["Api", "Directory", "Sip", "Transport"],
        ["Phone"] = ["Sip", "Rtp", "Transport", "Media"],
        ["Calls.Sip"] = ["Api", "Calls", "Directory", "Registrar", "Sip", "Transport", "Media"],
        ["HotDesking"] = ["Api", "Calls", "Directory"],
        ["Callflows"] = ["Api", "Calls", "Directory", "HotDesking"],
        ["Storage"] = ["Directory", "HotDesking", "Callflows"],
        ["Server"] = Everything,
    };

    /// <summary>Projects and references that the table does not have, and the other way round.</summary>
    public static IEnumerable<string> Deviations(IReadOnlyDictionary<string, string[]> actual) =>
        actual.Keys.Except(MayReference.Keys).Select(name => $"{name} is not in the table")
            .Concat(MayReference.Keys.Except(actual.Keys).Select(name => $"{name} is in the table only"))
            .Concat(actual.Where(project => MayReference.ContainsKey(project.Key)).SelectMany(project =>
                project.Value.Except(MayReference[project.Key]).Select(other => $"{project.Key} may not reference {other}")
                    .Concat(MayReference[project.Key].Except(project.Value)
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
}
