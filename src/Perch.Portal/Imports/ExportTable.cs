using System.Text.Json.Nodes;
using Microsoft.JSInterop;

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

    /// <summary>Gives the whole table to the browser to keep.</summary>
    public async Task SaveAsync(PortalApi api, IJSRuntime browser)
    {
        var items = await api.ListAsync<JsonObject>(path, most: int.MaxValue);

        await CsvText.SaveAsync(
            browser,
            $"perch-{kind}.csv",
            [columns, .. items.Select(item => columns.Select(column => FieldPath.Get(item, column)?.ToString()))]);
    }
}
