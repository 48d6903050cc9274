using System.Text.Json;
using Perch.Api;

namespace Perch.Directory;

/// <summary>What the first line of a table names: the fields that the readers of requests read, and no others.</summary>
internal sealed record ImportColumns(ImportKind Kind, IReadOnlyList<string> Names)
{
    private static readonly IReadOnlyDictionary<string, string> _users = LeavesOf(body => UserFields.Read(body, new()));

    private static readonly IReadOnlyDictionary<string, string> _devices = LeavesOf(body =>
    {
        ImportReferences.Read(body);
        DeviceFields.Read(body, new());
    });

    /// <param name="header">Names in any case.</param>
    /// <param name="kind">Null: the one that has all the names.</param>
    /// <exception cref="ImportFileException">A name is unknown or there twice, or both kinds have all of them.</exception>
    public static ImportColumns Of(IReadOnlyList<string> header, ImportKind? kind)
    {
        if (header.All(name => name.Length == 0))
        {
            throw new ImportFileException("The file is empty: its first line must name the fields.");
        }

        var found = kind ?? KindOf(header);
        var fields = FieldsOf(found);
        var unknown = header.Where(name => !fields.ContainsKey(name)).ToList();

        if (unknown.Count > 0)
        {
            throw new ImportFileException($"The first line names no field of a {WireNames.Of(found)}: {Listed(unknown)}.");
        }

        List<string> names = [.. header.Select(name => fields[name])];
        var twice = names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToList();

        return twice.Count == 0
            ? new(found, names)
            : throw new ImportFileException($"The first line names a field twice: {Listed(twice)}.");
    }

    private static ImportKind KindOf(IReadOnlyList<string> header)
    {
        var (users, devices) = (Known(ImportKind.User), Known(ImportKind.Device));

        return (users == header.Count, devices == header.Count) switch
        {
            (true, true) => throw new ImportFileException(
                "Users and devices both have these fields: say which they are by ?kind=user or ?kind=device."),
            _ => users >= devices ? ImportKind.User : ImportKind.Device,
        };

        int Known(ImportKind kind) => header.Count(FieldsOf(kind).ContainsKey);
    }

    private static IReadOnlyDictionary<string, string> FieldsOf(ImportKind kind) =>
        kind == ImportKind.User ? _users : _devices;

    /// <summary>The fields that hold values and not other fields.</summary>
    private static Dictionary<string, string> LeavesOf(Action<JsonBody> read)
    {
        var body = JsonBody.OfItem(JsonDocument.Parse("{}").RootElement, creating: false, asText: true);
        read(body);
        List<string> all = [.. body.Settable];

        return all.Where(name => !all.Any(other => other.StartsWith(name + ".", StringComparison.Ordinal)))
            .ToDictionary(name => name, StringComparer.OrdinalIgnoreCase);
    }

    // What somebody took for a header may be anything, a secret too: shown short.
    private static string Listed(IEnumerable<string> names) =>
        string.Join(", ", names.Take(5).Select(name => name.Length > 40 ? name[..40] + "…" : name));
}
