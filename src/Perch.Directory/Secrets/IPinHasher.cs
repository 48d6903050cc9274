namespace Perch.Directory;

/// <summary>
/// Hashes PINs: HMAC with a key that is not in the database, then salted Argon2id. Costs about 16 ms, a few at a
/// time on pool threads, so never call it where audio is paced or while a transaction is open.
/// </summary>
public interface IPinHasher
{
    Task<PinHash> HashAsync(string pin, CancellationToken cancellation);

    /// <summary>Takes as long for a null hash, which no PIN matches.</summary>
    Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation);
}

/// <summary>Checks portal passwords; dearer than PINs.</summary>
public interface IPasswordHasher
{
    Task<string> HashAsync(string password, CancellationToken cancellation);

    /// <summary>Takes as long for a null hash, which no password matches.</summary>
    Task<bool> VerifyAsync(string? encoded, string password, CancellationToken cancellation);
}

/// <summary>The installation's keys, one for each purpose, kept in files beside the database.</summary>
public interface IKeys
{
    /// <summary>32 bytes, the same for the life of the installation.</summary>
    ReadOnlySpan<byte> Key(KeyPurpose purpose);
}

public enum KeyPurpose
{
    /// <summary>Encrypts SIP passwords in the database.</summary>
    SipPasswords,

    /// <summary>Keys the HMAC of PINs.</summary>
    Pins,

    /// <summary>Keys the HMAC of SIP nonces.</summary>
    Nonces,
}
