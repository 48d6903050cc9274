using Perch.Directory;

namespace Perch.Callflows;

internal sealed class CallflowRow : IAuditedRow
{
    string IAuditedRow.AuditKind => "callflow";

    Guid IAuditedRow.AuditId => Id;

    Guid IAuditedRow.AuditAccount => AccountId;

    string IAuditedRow.AuditName => Name;

    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public string Name { get; set; } = "";

    /// <summary>The tree as JSON.</summary>
    public string Flow { get; set; } = "";

    public long Version { get; set; }

    /// <summary>Unix milliseconds.</summary>
    public long CreatedAt { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long UpdatedAt { get; set; }

    public List<CallflowNumberRow> Numbers { get; init; } = [];
}

/// <summary>A number or pattern that leads to a callflow; unique in the account.</summary>
internal sealed class CallflowNumberRow
{
    public Guid AccountId { get; init; }

    public string Number { get; init; } = "";

    public bool IsPattern { get; init; }

    public Guid CallflowId { get; init; }

    /// <summary>Its place in the list that the administrator wrote.</summary>
    public int Place { get; set; }
}
