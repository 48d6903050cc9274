namespace Perch.Directory;

/// <summary>A key that a program asks with. The key itself is nowhere but with the program.</summary>
internal sealed class ApiKeyRow : IAuditedRow
{
    string IAuditedRow.AuditKind => "api-key";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Name;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public string Name { get; init; } = "";

    /// <summary>SHA-256 in hex: a key is 256 random bits.</summary>
    public string Hash { get; init; } = "";

    /// <summary>How the key begins, to tell one from another.</summary>
    public string Prefix { get; init; } = "";

    public Role Role { get; init; }

    /// <summary>Of a site manager's key.</summary>
    public string Sites { get; init; } = "";

    public Guid? CreatedBy { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix milliseconds; null where it does not expire.</summary>
    public long? ExpiresAt { get; init; }

    /// <summary>Unix milliseconds, to the minute or so; null before it is used.</summary>
    public long? LastUsedAt { get; set; }
}
