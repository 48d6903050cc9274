namespace Perch.Portal;

/// <summary>Reads what somebody pasted: one phone a line, in any order of MAC address, name and brand.</summary>
internal static class PastedPhones
{
    private static readonly char[] _between = [',', ';', '\t'];

    /// <param name="text">Of a spreadsheet, an inventory or a label scanner.</param>
    /// <param name="pattern">Names those without a name: <c>Hotdesk</c> makes Hotdesk1, Hotdesk2 …</param>
    /// <param name="taken">Names and user names that are there already, so that numbers go on after them.</param>
    public static IReadOnlyList<PlannedPhone> Read(string text, string pattern, IReadOnlySet<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.OrdinalIgnoreCase);
        var number = 0;

        return [.. Lines.Of(text).Select(Named)];

        PlannedPhone Named((int Number, string Text) line)
        {
            var cells = line.Text.Split(_between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToList();
            var mac = cells.FirstOrDefault(IsMac) ?? (IsMac(line.Text) ? line.Text : null);
            cells.RemoveAll(cell => cell == mac);
            var name = cells.Count > 0 && mac != line.Text ? cells[0] : Next();
            used.Add(name);

            return new(line.Number, name, Usernames.OfPhone(name), mac, cells.Count > 1 ? cells[1] : null);
        }

        string Next()
        {
            string name;

            do
            {
                name = $"{pattern}{++number}";
            }
            while (used.Contains(name) || used.Contains(Usernames.OfPhone(name)));

            return name;
        }
    }

    /// <summary>As many without a MAC address.</summary>
    public static IReadOnlyList<PlannedPhone> Count(int count, string pattern, IReadOnlySet<string> taken) =>
        Read(string.Concat(Enumerable.Repeat(",\n", count)), pattern, taken);

    private static bool IsMac(string cell)
    {
        var digits = cell.Count(char.IsAsciiHexDigit);

        return digits == 12 && cell.All(letter => char.IsAsciiHexDigit(letter) || letter is ':' or '-' or '.' or ' ');
    }
}

/// <summary>A phone that is to be made.</summary>
/// <param name="Line">Where it stands in what was pasted, from 1.</param>
public sealed record PlannedPhone(int Line, string Nickname, string Username, string? MacAddress, string? Model);
