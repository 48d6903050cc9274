using System.Text;

namespace Perch.Directory;

/// <summary>Portal passwords, one at a time: each takes 19 MiB.</summary>
internal sealed class PasswordHasher : IPasswordHasher, IDisposable
{
    private static readonly Argon2Cost _cost = new(MemoryKib: 19 * 1024, Passes: 2);

    private readonly Argon2 _argon2 = new(_cost, atATime: 1);

    public Task<string> HashAsync(string password, CancellationToken cancellation) =>
        _argon2.HashAsync(Encoding.UTF8.GetBytes(password), cancellation);

    public Task<bool> VerifyAsync(string? encoded, string password, CancellationToken cancellation) =>
        _argon2.VerifyAsync(encoded, Encoding.UTF8.GetBytes(password), cancellation);

    public void Dispose() => _argon2.Dispose();
}
