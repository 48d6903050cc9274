namespace Perch.Directory;

internal sealed class UserRow : AccountOwnedRow, IAuditedRow
{
    string IAuditedRow.AuditKind => "user";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Username;

    public string? ExternalId { get; set; }

    public string Username { get; set; } = "";

    /// <summary>The user name in lower case, which is what must be unique.</summary>
    public string UsernameKey { get; set; } = "";

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? Email { get; set; }

    public Role Role { get; set; }

    /// <summary>Of a site manager; as <see cref="SiteSet"/> writes it.</summary>
    public string Sites { get; set; } = "";

    public string? Extension { get; set; }

    public string? Language { get; set; }

    public bool Enabled { get; set; }

    /// <summary>Encoded Argon2id, or null for someone who cannot log in to the portal.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Encoded Argon2id of a code that sets a password once; null where there is none.</summary>
    public string? InvitationHash { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long? InvitationUntil { get; set; }

    public string? CallerIdInternal { get; set; }

    public string? CallerIdExternal { get; set; }

    public bool HotDeskEnabled { get; set; }

    public string? HotDeskId { get; set; }

    public bool HotDeskRequirePin { get; set; }

    public string? HotDeskPinHash { get; set; }

    public Elsewhere HotDeskElsewhere { get; set; }

    public AutoLogOutColumns HotDeskAutoLogOut { get; set; } = new();
}
