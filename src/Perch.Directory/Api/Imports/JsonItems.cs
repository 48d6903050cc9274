using System.Text.Json;
using Perch.Api;

namespace Perch.Directory;

/// <summary>Reads <c>{"users": […], "devices": […]}</c>, or one list where it is said what it holds.</summary>
internal static class JsonItems
{
    private static readonly JsonDocumentOptions _strict = new()
    {
        MaxDepth = ApiLimits.MaxJsonDepth,
        AllowDuplicateProperties = false,
    };

    /// <exception cref="ImportFileException">It is no such document.</exception>
    public static IReadOnlyList<ImportItem> Read(ReadOnlyMemory<byte> file, ImportKind? kind)
    {
        try
        {
            using var document = JsonDocument.Parse(file, _strict);
            var items = ItemsOf(document.RootElement.Clone(), kind).ToList();
            ImportLimits.Check(items.Count);
            return items;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            var where = exception is JsonException { LineNumber: { } line } ? $": line {line + 1}" : "";
            throw new ImportFileException($"The body is not JSON{where}.");
        }
    }

    private static IEnumerable<ImportItem> ItemsOf(JsonElement root, ImportKind? kind) => (root.ValueKind, kind) switch
    {
        (JsonValueKind.Array, { } known) => ListOf("the list", root, known),
        (JsonValueKind.Array, _) => throw new ImportFileException(
            "Say by ?kind=user or ?kind=device what the list holds, or send {\"users\": […], \"devices\": […]}."),
        (JsonValueKind.Object, null) => root.EnumerateObject().SelectMany(member => member.Name switch
        {
            "users" => ListOf("users", member.Value, ImportKind.User),
            "devices" => ListOf("devices", member.Value, ImportKind.Device),
            _ => throw new ImportFileException("The body must hold users and devices, and nothing else."),
        }).OrderBy(item => item.Kind),
        (JsonValueKind.Object, _) => throw new ImportFileException("With ?kind= the body must be a list."),
        _ => throw new ImportFileException("The body must be {\"users\": […], \"devices\": […]}, or a list."),
    };

    private static IEnumerable<ImportItem> ListOf(string name, JsonElement list, ImportKind kind)
    {
        if (list.ValueKind is not JsonValueKind.Array)
        {
            throw new ImportFileException($"{name} must be a list.");
        }

        return list.EnumerateArray().Select((item, index) => item.ValueKind is JsonValueKind.Object
            ? new ImportItem(kind, index + 1, item, AsText: false)
            : throw new ImportFileException($"{name}[{index}] must be an object."));
    }
}
