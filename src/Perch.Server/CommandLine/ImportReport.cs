using System.Text.Json.Nodes;

namespace Perch.Server.CommandLine;

/// <summary>The answer of an import as a table, a line for each line of the file that is not as it was.</summary>
internal static class ImportReport
{
    private const int NameWidth = 24;

    public static void Write(JsonNode report, TextWriter output)
    {
        foreach (var line in report["lines"]!.AsArray().Where(line => (string)line!["action"]! != "unchanged"))
        {
            WriteLine(line!, output);
        }

        output.WriteLine(Summary(report));
    }

    private static void WriteLine(JsonNode line, TextWriter output)
    {
        var name = ServerAccess.OneLine((string?)line["name"] ?? "");
        var shown = name.Length > NameWidth ? name[..(NameWidth - 1)] + "…" : name;
        var head = $"{(int)line["line"]!,6}  {(string)line["action"]!,-8} {(string)line["kind"]!,-6}  {shown.PadRight(NameWidth)} ";
        var notes = NotesOf(line);

        output.WriteLine($"{head} {(notes.Count == 0 ? "" : ServerAccess.OneLine(notes[0]))}".TrimEnd());

        foreach (var note in notes.Skip(1))
        {
            output.WriteLine($"{new string(' ', head.Length)} {ServerAccess.OneLine(note)}");
        }
    }

    private static List<string> NotesOf(JsonNode line)
    {
        var errors = line["errors"]!.AsObject()
            .SelectMany(field => field.Value!.AsArray().Select(reason => $"{field.Key} {(string)reason!}".TrimStart()));
        var fields = string.Join(", ", line["fields"]!.AsArray().Select(field => (string)field!));
        var warnings = line["warnings"]!.AsArray()
            .Select(warning => $"warning: {(string)warning!["field"]!} {(string)warning["message"]!}");

        return [.. errors, .. fields.Length > 0 ? [fields] : Array.Empty<string>(), .. warnings];
    }

    private static string Summary(JsonNode report)
    {
        var counts = report["counts"]!;
        var (isDry, isDone) = ((bool)report["dryRun"]!, (bool)report["imported"]!);
        var (to, ed) = isDone ? ("", "d") : ("to ", "");
        var end = isDry ? "Nothing was changed, this was a dry run." : isDone ? "Imported." : "Nothing was imported.";

        return $"{Number("create")} {to}create{ed}, {Number("update")} {to}update{ed}, {Number("unchanged")} unchanged, "
            + $"{Number("refused")} refused. {end}";

        int Number(string action) => (int)counts[action]!;
    }
}
