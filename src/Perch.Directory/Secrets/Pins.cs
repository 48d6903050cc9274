using System.Security.Cryptography;
using System.Text;

namespace Perch.Directory;

/// <summary>
/// PINs are short, so what protects them in a stolen database is the key of the HMAC, which is not in it; Argon2id
/// makes guessing slow for someone who has both.
/// </summary>
internal sealed class Pins(IKeys keys) : IPins, IDisposable
{
    // 14 ms on the machine it was measured on; two passes are 28, and every desk waits for it.
    private static readonly Argon2Cost _cost = new(MemoryKib: 4096, Passes: 1);

    private readonly Argon2 _argon2 = new(_cost, Math.Max(1, Environment.ProcessorCount / 2));

    public async Task<PinHash> HashAsync(string pin, CancellationToken cancellation) =>
        new(await _argon2.HashAsync(Keyed(pin), cancellation));

    public Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation) =>
        _argon2.VerifyAsync(hash?.Encoded, Keyed(pin), cancellation);

    public void Dispose() => _argon2.Dispose();

    private byte[] Keyed(string pin) => HMACSHA256.HashData(keys.Key(KeyPurpose.Pins), Encoding.UTF8.GetBytes(pin));
}
