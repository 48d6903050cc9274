using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using CsvHelper;

namespace Perch.Directory;

/// <summary>Reads a table: the first line names fields of the API, dotted; an empty cell says nothing about its field.</summary>
internal static class CsvItems
{
    /// <exception cref="ImportFileException">It is no such table.</exception>
    public static IReadOnlyList<ImportItem> Read(ReadOnlyMemory<byte> file, ImportKind? kind)
    {
        CheckEncoding(file.Span);

        try
        {
            using var reader = CsvReader.Create(file, new CsvReaderOptions
            {
                Separator = SeparatorOf(file.Span),
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                FieldCountMismatch = CsvFieldCountHandling.Throw,
            });

            return ReadAll(reader, kind);
        }
        catch (CsvFormatException wrong)
        {
            throw new ImportFileException(
                $"Line {wrong.LineNumber}: a quote is in the wrong place, or there are not as many cells as the first line names fields.");
        }
    }

    private static List<ImportItem> ReadAll(CsvReader reader, ImportKind? kind)
    {
        reader.ReadHeader();
        var columns = ImportColumns.Of([.. (reader.Headers ?? []).Select(name => name.Trim())], kind);
        var items = new List<ImportItem>();

        while (reader.Read())
        {
            items.Add(new(columns.Kind, (int)reader.LineNumber, ItemOf(columns, reader), AsText: true));
            ImportLimits.Check(items.Count);
        }

        return items;
    }

    private static JsonElement ItemOf(ImportColumns columns, CsvReader reader)
    {
        var item = new JsonObject();

        for (var place = 0; place < columns.Names.Count; place++)
        {
            if (reader.GetString(place) is { Length: > 0 } cell)
            {
                Put(item, columns.Names[place].Split('.'), SpreadsheetText.Plain(cell));
            }
        }

        return JsonSerializer.SerializeToElement(item);
    }

    private static void Put(JsonObject into, ReadOnlySpan<string> path, string cell)
    {
        if (path is [var name])
        {
            into[name] = cell;
            return;
        }

        if (into[path[0]] is not JsonObject nested)
        {
            into[path[0]] = nested = [];
        }

        Put(nested, path[1..], cell);
    }

    private static void CheckEncoding(ReadOnlySpan<byte> file)
    {
        if (!Utf8.IsValid(file))
        {
            throw new ImportFileException("The file is not UTF-8: save it as \"CSV UTF-8\".");
        }
    }

    // Spreadsheets write semicolons where the comma is in use for decimals; no field's name holds any of the three.
    private static char SeparatorOf(ReadOnlySpan<byte> file)
    {
        var header = file[..(file.IndexOf((byte)'\n') is >= 0 and var end ? end : file.Length)];

        return header.Contains((byte)',') ? ',' : header.Contains((byte)';') ? ';' : header.Contains((byte)'\t') ? '\t' : ',';
    }
}
