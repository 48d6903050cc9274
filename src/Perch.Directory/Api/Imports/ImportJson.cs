namespace Perch.Directory;

/// <summary>What an import did, or would do.</summary>
/// <param name="Imported">Whether it was done; with <c>skipBad</c>, without the refused lines.</param>
internal sealed record ImportJson(
    bool DryRun, bool Imported, ImportCountsJson Counts, IReadOnlyList<ImportLineJson> Lines)
{
    public static ImportJson Of(IReadOnlyList<ImportLine> lines, bool dryRun, bool imported) => new(
        dryRun,
        imported,
        new(Count(lines, ImportAction.Create), Count(lines, ImportAction.Update),
            Count(lines, ImportAction.Unchanged), Count(lines, ImportAction.Refused)),
        [.. lines.Select(line => ImportLineJson.Of(line, imported))]);

    private static int Count(IReadOnlyList<ImportLine> lines, ImportAction action) =>
        lines.Count(line => line.Action == action);
}

internal sealed record ImportCountsJson(int Create, int Update, int Unchanged, int Refused);

/// <summary>One line.</summary>
/// <param name="Line">In a table the line of the file, with the header as 1; in JSON the place in its list, from 1.</param>
/// <param name="Name">User name or nickname.</param>
/// <param name="Id">Null for what is not there yet.</param>
/// <param name="Fields">What is written; secrets are named and never shown.</param>
/// <param name="Errors">Why it is refused, by field.</param>
internal sealed record ImportLineJson(
    int Line,
    ImportKind Kind,
    string? Name,
    Guid? Id,
    ImportAction Action,
    IReadOnlyList<string> Fields,
    IReadOnlyDictionary<string, string[]> Errors)
{
    /// <summary>What is taken although it could be better.</summary>
    public IReadOnlyList<WarningJson> Warnings { get; init; } = [];

    public static ImportLineJson Of(ImportLine line, bool imported) => new(
        line.Item.Number,
        line.Item.Kind,
        line.Name,
        line.Target ?? (imported && !line.IsRefused ? line.Change?.Id : null),
        line.Action,
        line.Fields,
        line.Errors.ToDictionary())
    {
        Warnings = line.IsRefused ? [] : line.Warnings,
    };
}

/// <summary>What a request may bring as JSON, for the OpenAPI document; a table has one of the lists, a field a column.</summary>
internal sealed record ImportBody(IReadOnlyList<UserBody>? Users, IReadOnlyList<ImportedDeviceBody>? Devices);

/// <summary>A device in an import: all of <c>POST /devices</c>, and other things by name.</summary>
internal sealed record ImportedDeviceBody(string Nickname, SipBody Sip) : DeviceSettingsBody
{
    /// <summary>Extension, username or externalId of the user it belongs to, instead of <c>ownerId</c>.</summary>
    public string? Owner { get; init; }

    /// <summary>The name of a site, instead of <c>siteId</c>.</summary>
    public string? Site { get; init; }
}
