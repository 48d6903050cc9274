using System.Security.Cryptography;

namespace Perch.Sip;

/// <summary>RFC 8760: the digest algorithms that are spoken here.</summary>
public enum DigestAlgorithm : byte
{
    /// <summary>Something else, or a <c>-sess</c> variant: such credentials and challenges are passed over.</summary>
    Unknown,
    Md5,
    Sha256,
}

/// <summary>Names and hashing of the algorithms; digests are lower-case hex in ASCII throughout.</summary>
public static class DigestAlgorithms
{
    /// <summary>Of the longest digest.</summary>
    public const int MaxHexLength = 64;

    public static ReadOnlySpan<byte> Name(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Unknown => default,
        DigestAlgorithm.Md5 => "MD5"u8,
        DigestAlgorithm.Sha256 => "SHA-256"u8,
    };

    public static int HexLength(this DigestAlgorithm algorithm) => algorithm switch
    {
        DigestAlgorithm.Unknown => 0,
        DigestAlgorithm.Md5 => 32,
        DigestAlgorithm.Sha256 => 64,
    };

    /// <summary>RFC 7616 §3.3: where no algorithm is named, it is MD5. Names compare in any case.</summary>
    public static DigestAlgorithm Find(ReadOnlySpan<byte> name) =>
        name.IsEmpty || Ascii.EqualsIgnoreCase(name, "MD5"u8) ? DigestAlgorithm.Md5
        : Ascii.EqualsIgnoreCase(name, "SHA-256"u8) ? DigestAlgorithm.Sha256
        : DigestAlgorithm.Unknown;

    /// <summary>Hashes into lower-case hex and returns its length.</summary>
    public static int Hash(this DigestAlgorithm algorithm, ReadOnlySpan<byte> text, Span<byte> hex)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var length = algorithm == DigestAlgorithm.Sha256 ? SHA256.HashData(text, hash) : HashMd5(text, hash);

        Convert.TryToHexStringLower(hash[..length], hex, out var written);

        return written;
    }

#pragma warning disable CA5351 // RFC 3261 §22.4 demands MD5, and it is all that many telephones know.
    private static int HashMd5(ReadOnlySpan<byte> text, Span<byte> hash) => MD5.HashData(text, hash);
#pragma warning restore CA5351
}
