namespace Perch.Records;

/// <summary>Who did what to which thing. Never changed, and holds no secret: of what was written only field names.</summary>
internal sealed class AuditRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long At { get; init; }

    public Guid? UserId { get; init; }

    public Guid? ApiKeyId { get; init; }

    /// <summary>The person's or key's role of then.</summary>
    public string Role { get; init; } = "";

    /// <summary>Where the request came from.</summary>
    public string Address { get; init; } = "";

    /// <summary>Such as <c>created</c>, <c>changed</c>, <c>deleted</c>, <c>credentials-read</c>.</summary>
    public string Act { get; init; } = "";

    public string Kind { get; init; } = "";

    public Guid ObjectId { get; init; }

    /// <summary>What people called it then.</summary>
    public string ObjectName { get; init; } = "";

    /// <summary>The columns that a change touched, with a space between.</summary>
    public string Fields { get; init; } = "";
}
