namespace Perch.Portal;

/// <summary>Reads what somebody pasted: one person a line, with name, extension and mail in any order.</summary>
internal static class PastedPeople
{
    private static readonly char[] _between = [',', ';', '\t'];

    /// <param name="text">Of a spreadsheet or a mail.</param>
    /// <param name="firstExtension">Given to the first who has none, and the next ones to the others.</param>
    /// <param name="taken">Extensions and user names that are there already.</param>
    public static IReadOnlyList<PlannedPerson> Read(string text, int firstExtension, IReadOnlySet<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var lines = Lines.Of(text).Select(line => Cells.Of(line.Number, line.Text)).ToList();
        used.UnionWith(lines.Select(cells => cells.Extension).OfType<string>());
        var next = firstExtension;

        return [.. lines.Select(Placed)];

        PlannedPerson Placed(Cells cells)
        {
            var extension = cells.Extension ?? Next();

            return new(cells.Line, cells.First, cells.Last, UsernameOf(cells, extension), extension, cells.Mail);
        }

        string Next()
        {
            while (!used.Add(next.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            {
                next++;
            }

            return next.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        string UsernameOf(Cells cells, string extension)
        {
            var plain = Usernames.OfPerson(cells.First, cells.Last);
            var wanted = plain.Length == 0 ? "user" + extension : plain;

            return used.Add(wanted) ? wanted : $"{wanted}.{extension}";
        }
    }

    private sealed record Cells(int Line, string? First, string? Last, string? Extension, string? Mail)
    {
        public static Cells Of(int line, string text)
        {
            var cells = text.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            var mail = cells.FirstOrDefault(cell => cell.Contains('@', StringComparison.Ordinal));
            var extension = cells.FirstOrDefault(cell => cell.All(char.IsAsciiDigit));
            string[] names = [.. cells.Where(cell => cell != mail && cell != extension)];

            // "Anna Weber" is one cell; "Anna, Weber" are two.
            var words = names.Length == 1 ? names[0].Split(' ', 2, StringSplitOptions.TrimEntries) : names;

            return new(line, words.ElementAtOrDefault(0), words.ElementAtOrDefault(1), extension, mail);
        }
    }
}

/// <summary>A person who is to be made.</summary>
/// <param name="Line">Where they stand in what was pasted, from 1.</param>
public sealed record PlannedPerson(int Line, string? First, string? Last, string Username, string Extension, string? Mail)
{
    public string Name => $"{First} {Last}".Trim() is { Length: > 0 } name ? name : Username;
}
