namespace Perch.Portal;

/// <summary>What there is to set, in the order of the page.</summary>
internal static class SettingsSections
{
    public static IReadOnlyList<SettingsSection> All { get; } =
    [
        new("company", "Company", "PATCH /settings"),
        new("hot-desking", "Hot desking rules", "PATCH /settings"),
        new("sip", "SIP and dialling", "PATCH /settings"),
        new("mail", "Mail", "POST /settings/mail/test"),
        new("sites", "Sites", "GET /sites"),
        new("security", "Security", "GET /lockouts"),
        new("audit", "Audit", "GET /audit"),
        new("api-keys", "API keys", "GET /api-keys"),
        new("webhooks", "Webhooks", "GET /webhooks"),
        new("backup", "Backup", "GET /backups"),
    ];
}

/// <summary>One part of the settings.</summary>
/// <param name="Slug">In the address.</param>
/// <param name="Title">What people read.</param>
/// <param name="Question">As of a <see cref="Place"/>.</param>
internal sealed record SettingsSection(string Slug, string Title, string Question);
