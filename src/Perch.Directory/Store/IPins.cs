namespace Perch.Directory;

/// <summary>Hashes and checks PINs: slow on purpose, a few at a time, never on audio threads.</summary>
public interface IPins
{
    Task<PinHash> HashAsync(string pin, CancellationToken cancellation);

    /// <summary>
    /// Whether the PIN is the one hashed. A null hash is never right and takes as long, so that nobody can
    /// tell an unknown hot desk ID from a wrong PIN by the clock.
    /// </summary>
    Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation);
}
