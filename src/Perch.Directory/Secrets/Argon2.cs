using System.Globalization;
using System.Security.Cryptography;
using Konscious.Security.Cryptography;

namespace Perch.Directory;

/// <summary>What a hash costs whoever computes it.</summary>
internal sealed record Argon2Cost(int MemoryKib, int Passes);

/// <summary>
/// Argon2id in the usual encoding, which carries salt and cost, so that a later version may make new hashes dearer
/// and still check old ones. A few at a time, on pool threads.
/// </summary>
internal sealed class Argon2(Argon2Cost cost, int atATime) : IDisposable
{
    private const int SaltBytes = 16;
    private const int HashBytes = 32;

    // A damaged row must not make the server allocate gigabytes.
    private const int MostMemoryKib = 256 * 1024;
    private const int MostPasses = 64;

    private readonly SemaphoreSlim _gate = new(atATime);

    public async Task<string> HashAsync(byte[] secret, CancellationToken cancellation)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltBytes);
        var hash = await ComputeAsync(secret, salt, cost, cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"$argon2id$v=19$m={cost.MemoryKib},t={cost.Passes},p=1${Encode(salt)}${Encode(hash)}");
    }

    /// <summary>Does the same work for a hash that is missing or damaged, and says no.</summary>
    public async Task<bool> VerifyAsync(string? encoded, byte[] secret, CancellationToken cancellation)
    {
        if (encoded is null || Parse(encoded) is not { } parsed)
        {
            await ComputeAsync(secret, new byte[SaltBytes], cost, cancellation);
            return false;
        }

        var hash = await ComputeAsync(secret, parsed.Salt, parsed.Cost, cancellation);
        return CryptographicOperations.FixedTimeEquals(hash, parsed.Hash);
    }

    public void Dispose() => _gate.Dispose();

    private async Task<byte[]> ComputeAsync(byte[] secret, byte[] salt, Argon2Cost of, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            return await Task.Run(() => Compute(secret, salt, of), CancellationToken.None);
        }
        finally
        {
            _gate.Release();
        }
    }

    private static byte[] Compute(byte[] secret, byte[] salt, Argon2Cost of)
    {
        using var argon2 = new Argon2id(secret)
        {
            Salt = salt,
            MemorySize = of.MemoryKib,
            Iterations = of.Passes,
            DegreeOfParallelism = 1,
        };
        return argon2.GetBytes(HashBytes);
    }

    private static (Argon2Cost Cost, byte[] Salt, byte[] Hash)? Parse(string encoded)
    {
        if (encoded.Split('$') is not ["", "argon2id", "v=19", var costs, var salt, var hash]
            || costs.Split(',') is not [['m', '=', .. var memory], ['t', '=', .. var passes], "p=1"]
            || !int.TryParse(memory, CultureInfo.InvariantCulture, out var memoryKib)
            || !int.TryParse(passes, CultureInfo.InvariantCulture, out var iterations)
            || memoryKib is < 8 or > MostMemoryKib || iterations is < 1 or > MostPasses)
        {
            return null;
        }

        return (Decode(salt), Decode(hash)) is ({ Length: > 7 } saltBytes, { Length: HashBytes } hashBytes)
            ? (new Argon2Cost(memoryKib, iterations), saltBytes, hashBytes)
            : null;
    }

    private static string Encode(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    private static byte[]? Decode(string text)
    {
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : null;
    }
}
