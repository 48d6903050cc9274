namespace Perch.Directory;

/// <summary>A bearer token that was given out; the token itself is nowhere but with its holder.</summary>
internal sealed class ApiTokenRow
{
    public Guid Id { get; set; }

    /// <summary>SHA-256 in hex. A token is 256 random bits, so that neither salt nor a slow hash would add anything.</summary>
    public string Hash { get; set; } = "";

    /// <summary>The account it opens; for an operator it may be another than the user's own.</summary>
    public Guid AccountId { get; set; }

    public Guid UserId { get; set; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public long CreatedAt { get; set; }

    /// <summary>Unix milliseconds, UTC.</summary>
    public long ExpiresAt { get; set; }
}
