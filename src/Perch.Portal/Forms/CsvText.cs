using System.Text;
using Microsoft.JSInterop;
using Perch.Directory;

namespace Perch.Portal;

/// <summary>A table as a file for spreadsheets, which compute nothing of it.</summary>
internal static class CsvText
{
    public static string Of(IEnumerable<IEnumerable<string?>> rows)
    {
        var text = new StringBuilder();

        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(Cell)).Append("\r\n");
        }

        return text.ToString();
    }

    /// <summary>Gives the table to the browser to keep.</summary>
    public static ValueTask SaveAsync(IJSRuntime browser, string name, IEnumerable<IEnumerable<string?>> rows)
    {
        // Spreadsheets take what begins with the mark for UTF-8.
        byte[] bytes = [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Of(rows))];

        return browser.InvokeVoidAsync("perch.save", name, "text/csv;charset=utf-8", Convert.ToBase64String(bytes));
    }

    private static string Cell(string? text)
    {
        var safe = SpreadsheetText.Guard(text ?? "");

        return safe.IndexOfAny([',', '"', '\n', '\r']) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"")}\"";
    }
}
