using System.Text;
using System.Text.Json.Nodes;
using Perch.Directory;

namespace Perch.Portal;

/// <summary>Users or devices as the table that an import takes back. Secrets are not in it: the API never shows them.</summary>
internal sealed class ExportTable(string kind, string path, IReadOnlyList<string> columns)
{
    public static readonly ExportTable Users = new("users", "/users?sort=username",
    [
        "externalId", "username", "firstName", "lastName", "email", "role", "extension", "language", "enabled", "callerId.internal",
        "callerId.external", "hotDesk.enabled", "hotDesk.id", "hotDesk.requirePin", "hotDesk.elsewhere",
    ]);

    public static readonly ExportTable Devices = new("devices", "/devices?sort=nickname",
    [
        "externalId", "nickname", "type", "ownerId", "siteId", "macAddress", "brand", "model", "enabled", "sip.username",
        "sip.transport", "language", "callerId.internal", "callerId.external", "emergency.callerId", "hotDeskUse", "occupiedPolicy",
        "loggedOutProfile", "pinToLogOut",
    ]);

    public string FileName => $"perch-{kind}.csv";

    /// <summary>UTF-8 with a mark at the start, by which spreadsheets know it.</summary>
    public async Task<byte[]> ReadAsync(PortalApi api)
    {
        var text = new StringBuilder("\uFEFF").AppendJoin(',', columns).Append("\r\n");

        foreach (var item in await api.ListAsync<JsonObject>(path, most: int.MaxValue))
        {
            text.AppendJoin(',', columns.Select(column => Cell(FieldPath.Get(item, column)))).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    // RFC 4180, and nothing that a spreadsheet would compute.
    internal static string Cell(JsonNode? value)
    {
        var text = SpreadsheetText.Guard(value?.ToString() ?? "");

        return text.AsSpan().ContainsAny("\",\r\n") ? '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"' : text;
    }
}
