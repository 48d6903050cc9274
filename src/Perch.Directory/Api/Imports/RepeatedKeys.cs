namespace Perch.Directory;

/// <summary>
/// Refuses lines of one file that want the same name, number or thing: nobody can know which of them is meant, so it
/// is none.
/// </summary>
internal static class RepeatedKeys
{
    private const int MostNamed = 5;

    public static void Refuse(IReadOnlyList<ImportLine> lines)
    {
        RefuseThoseIn(lines.SelectMany(line => line.Keys.Select(key => (line, key.Key, (object)key.Value))));
        RefuseThoseIn(lines.Where(line => line.Target is not null && line.Keys.Count > 0)
            .Select(line => (line, "", (object)line.Target!)));
    }

    private static void RefuseThoseIn(IEnumerable<(ImportLine Line, string Field, object Value)> keys)
    {
        foreach (var same in keys.GroupBy(key => (key.Line.Item.Kind, key.Field, key.Value)).Where(group => group.Count() > 1))
        {
            List<ImportLine> lines = [.. same.Select(key => key.Line)];

            // The field that they share says enough where they also mean the same thing.
            foreach (var line in lines.Where(line => same.Key.Field.Length > 0 || !line.IsRefused))
            {
                line.Refuse(same.Key.Field, ReasonOf(same.Key.Field, lines.Where(other => other != line)));
            }
        }
    }

    private static string ReasonOf(string field, IEnumerable<ImportLine> others)
    {
        var numbers = others.Select(other => other.Item.Number).ToList();
        var shown = string.Join(", ", numbers.Take(MostNamed)) + (numbers.Count > MostNamed ? " …" : "");
        var place = numbers.Count == 1 ? "line" : "lines";

        return field.Length > 0 ? $"is also on {place} {shown}" : $"is the one that {place} {shown} is about";
    }
}
