namespace Perch.Directory;

/// <summary>Checks portal passwords; dearer than a PIN.</summary>
public interface IPasswordHasher
{
    Task<string> HashAsync(string password, CancellationToken cancellation);

    /// <summary>Takes as long for a null hash, which no password matches.</summary>
    Task<bool> VerifyAsync(string? encoded, string password, CancellationToken cancellation);
}
