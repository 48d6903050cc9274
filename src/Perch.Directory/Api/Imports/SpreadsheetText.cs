namespace Perch.Directory;

/// <summary>
/// Text in the cells of a table that people open in a spreadsheet, which would compute what begins with <c>=</c>,
/// <c>+</c>, <c>-</c> or <c>@</c>. It goes out behind a quote, and comes back without it: <see cref="Plain"/> undoes
/// <see cref="Guard"/> for every text.
/// </summary>
public static class SpreadsheetText
{
    private const char Quote = '\'';

    public static string Guard(string text) => IsComputed(text.TrimStart(Quote)) ? Quote + text : text;

    /// <summary>What a cell says; a quote before anything else was typed by somebody and stays.</summary>
    public static string Plain(string cell) =>
        cell.StartsWith(Quote) && IsComputed(cell.TrimStart(Quote)) ? cell[1..] : cell;

    private static bool IsComputed(string text) => text is ['=' or '+' or '-' or '@' or '\t' or '\r', ..];
}
