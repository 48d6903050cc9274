namespace Perch.Portal;

/// <summary>One act in the audit.</summary>
internal sealed record AuditRow(Guid Id, DateTimeOffset At, Guid? UserId, Guid? ApiKeyId, string Address)
{
    public required string Act { get; init; }

    public required string Kind { get; init; }

    public Guid ObjectId { get; init; }

    public string ObjectName { get; init; } = "";

    /// <summary>The columns that a change touched.</summary>
    public IReadOnlyList<string> Fields { get; init; } = [];
}
