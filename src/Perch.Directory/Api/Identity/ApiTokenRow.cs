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

    /// <summary>What was proved; see <see cref="LoginProof"/>.</summary>
    public LoginProof How { get; set; }

    /// <summary>Where the log-in came from.</summary>
    public string Address { get; set; } = "";

    /// <summary>What the program that logged in says it is, cut short.</summary>
    public string Agent { get; set; } = "";
}

/// <summary>How somebody proved at the log-in who they are.</summary>
internal enum LoginProof
{
    Password,

    /// <summary>And a code of their authenticator app.</summary>
    Totp,

    /// <summary>And one of the codes kept for the loss of the app.</summary>
    RecoveryCode,
}
