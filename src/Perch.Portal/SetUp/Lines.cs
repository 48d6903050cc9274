namespace Perch.Portal;

/// <summary>The lines of a pasted text that say something, with their numbers.</summary>
internal static class Lines
{
    public static IEnumerable<(int Number, string Text)> Of(string text) => text
        .Split('\n')
        .Select((line, index) => (Number: index + 1, Text: line.Trim()))
        .Where(line => line.Text.Length > 0);
}
