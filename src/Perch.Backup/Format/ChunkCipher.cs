using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Perch.Backup;

/// <summary>
/// AES-256-GCM over one chunk after another. The nonce is the chunk's number and whether it is the last, so that chunks
/// cannot change places and a file cannot end early; the key is of this file alone, so that no nonce comes twice.
/// </summary>
internal sealed class ChunkCipher(RecoveryKey key, byte[] header) : IDisposable
{
    public const int ChunkBytes = 64 * 1024;
    public const int TagBytes = 16;

    private const int NonceBytes = 12;

    private readonly AesGcm _aes = new(HKDF.DeriveKey(
        HashAlgorithmName.SHA256, key.Value.ToArray(), outputLength: 32, salt: header, info: "perch backup"u8.ToArray()), TagBytes);

    private long _number;

    public void Seal(ReadOnlySpan<byte> plain, bool last, Span<byte> sealedChunk)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Next(nonce, last);
        _aes.Encrypt(nonce, plain, sealedChunk[..plain.Length], sealedChunk.Slice(plain.Length, TagBytes));
    }

    /// <summary>Throws <see cref="CryptographicException"/> when a bit of it is not as it was.</summary>
    public void Open(ReadOnlySpan<byte> sealedChunk, bool last, Span<byte> plain)
    {
        Span<byte> nonce = stackalloc byte[NonceBytes];
        Next(nonce, last);
        _aes.Decrypt(nonce, sealedChunk[..^TagBytes], sealedChunk[^TagBytes..], plain);
    }

    public void Dispose() => _aes.Dispose();

    private void Next(Span<byte> nonce, bool last)
    {
        BinaryPrimitives.WriteInt64BigEndian(nonce, _number++);
        nonce[^1] = last ? (byte)1 : (byte)0;
    }
}
