namespace Perch.Directory;

/// <summary>What every row that the API serves carries.</summary>
internal abstract class Row
{
    public Guid Id { get; set; }

    /// <summary>Grows by one with each change; the API's entity tag.</summary>
    public long Version { get; set; } = 1;

    /// <summary>Unix milliseconds, UTC.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public long UpdatedAt { get; set; }
}

/// <summary>A row of one account.</summary>
internal abstract class AccountOwnedRow : Row
{
    public Guid AccountId { get; set; }
}
