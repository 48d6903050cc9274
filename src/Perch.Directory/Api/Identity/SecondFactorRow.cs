namespace Perch.Directory;

/// <summary>What somebody proves beside their password.</summary>
internal sealed class SecondFactorRow
{
    public Guid UserId { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Sealed by <see cref="SecretBox"/>, bound to the person.</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>Unix milliseconds; null until a first code has shown that the app has the secret: nothing is asked before.</summary>
    public long? ConfirmedAt { get; set; }

    /// <summary>The step of the last code that was taken; no code of it or before is taken again.</summary>
    public long LastStep { get; set; }

    /// <summary>Of the recovery codes that are left, with a space between.</summary>
    public string RecoveryHashes { get; set; } = "";
}
