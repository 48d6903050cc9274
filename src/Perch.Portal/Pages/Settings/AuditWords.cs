using System.Text;

namespace Perch.Portal;

/// <summary>What stands in the audit, as people say it.</summary>
internal static class AuditWords
{
    private const string Settings = "account";
    private const string RecoveryKey = "recovery-key";

    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["passwordHash"] = "password",
        ["invitationHash"] = "code for a password",
        ["invitationUntil"] = "code for a password",
        ["hotDeskPinHash"] = "hot desk PIN",
        ["policy"] = "desk rules",
        ["hotDeskElsewhere"] = "what happens at a second desk",
        ["ringState"] = "rings for its owner",
        ["enabled"] = "allowed or not",
        ["transport"] = "SIP transport",
        ["sites"] = "sites",
        ["lostOwner"] = "owner",
    };

    public static IReadOnlyList<(string Value, string Text)> Kinds { get; } =
    [
        ("", "Everything"), ("device", "Devices"), ("user", "People"), ("site", "Sites"), ("callflow", "Callflows"),
        ("feature-code", "Feature codes"), (Settings, "Settings"), ("api-key", "API keys"),
        ("backup", "Backups"), (RecoveryKey, "Recovery key"),
    ];

    public static IReadOnlyList<(string Value, string Text)> Acts { get; } =
    [
        ("", "Anything"), ("created", "Added"), ("changed", "Changed"), ("deleted", "Deleted"),
        ("credentials-read", "Read a password or key"), ("downloaded", "Downloaded"),
        ("second-factor-cleared", "Cleared a second step"),
    ];

    /// <summary>What was done: <c>changed the device</c>.</summary>
    public static string Verb(AuditRow row) => row.Act switch
    {
        "changed" when row.Kind == Settings => "changed the",
        "created" => $"added the {Thing(row.Kind)}",
        "credentials-read" when row.Kind == RecoveryKey => "read the",
        "credentials-read" => $"read the SIP password of the {Thing(row.Kind)}",
        "second-factor-begun" => "turned on the second step of the log-in of",
        "second-factor-ended" => "turned off the second step of the log-in of",
        "second-factor-cleared" => "cleared the second step of the log-in of",
        "changed" or "deleted" or "downloaded" => $"{row.Act} the {Thing(row.Kind)}",
        var act => $"{act.Replace('-', ' ')}: {Thing(row.Kind)}",
    };

    /// <summary>What it was done to: <c>Hotdesk1</c>.</summary>
    public static string Name(AuditRow row) => row.Kind == Settings ? "settings" : row.ObjectName;

    public static string Fields(AuditRow row) => string.Join(", ", row.Fields.Select(Field).Distinct());

    /// <summary>The page of what it was done to; null where there is none.</summary>
    public static string? Href(AuditRow row) => row.Act == "deleted" ? null : row.Kind switch
    {
        "device" => $"/devices/{row.ObjectId}",
        "user" => $"/users/{row.ObjectId}",
        "callflow" => $"/callflows/{row.ObjectId}",
        "site" => $"/settings/sites/{row.ObjectId}",
        "feature-code" => "/feature-codes",
        Settings => "/settings",
        "api-key" => "/settings/api-keys",
        "backup" or RecoveryKey => "/settings/backup",
        _ => null,
    };

    /// <summary>A column of the database: <c>sipUsername</c> is <c>SIP username</c>.</summary>
    public static string Field(string column)
    {
        if (Known.TryGetValue(column, out var word))
        {
            return word;
        }

        var words = new StringBuilder();

        foreach (var letter in column)
        {
            _ = char.IsAsciiLetterUpper(letter) ? words.Append(' ').Append(char.ToLowerInvariant(letter)) : words.Append(letter);
        }

        var parts = words.ToString().Split(' ').ToList();

        // The owner's id is the owner, but a hot desk's ID is what people dial.
        if (parts is [_, "id"])
        {
            parts.RemoveAt(1);
        }

        return string.Join(' ', parts.Select(part => part is "sip" or "id" or "pin" or "mac" ? part.ToUpperInvariant() : part));
    }

    private static string Thing(string kind) => kind switch
    {
        "api-key" => "API key",
        "user" => "person",
        _ => kind.Replace('-', ' '),
    };
}
