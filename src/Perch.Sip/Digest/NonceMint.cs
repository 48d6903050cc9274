using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace Perch.Sip;

/// <summary>
/// Makes and recognises nonces without remembering them: the time and a mark of the maker, signed together with the
/// client's address. Without the port, because a NAT may change it. Thread-safe.
/// </summary>
/// <param name="key">32 random bytes; the same on all nodes and after a restart.</param>
/// <param name="maker">Marks the nonces of this process, whose counts it knows.</param>
public sealed class NonceMint(byte[] key, uint maker)
{
    /// <summary>Characters of a nonce.</summary>
    public const int Length = 36;

    private const int Bytes = 27;
    private const int SignedBytes = 11;
    private readonly byte[] _key = [.. key];
    private readonly uint _maker = maker & 0xFFFFFF;
    private long _lastStamp;

    /// <summary>Writes <see cref="Length"/> characters, different each time.</summary>
    public void Write(DateTimeOffset now, SipAddress source, Span<byte> nonce)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, NextStamp(now.UtcTicks));
        bytes[8] = (byte)(_maker >> 16);
        BinaryPrimitives.WriteUInt16BigEndian(bytes[9..], (ushort)_maker);
        Sign(bytes[..SignedBytes], source, bytes[SignedBytes..]);
        Base64Url.EncodeToUtf8(bytes, nonce);
    }

    /// <summary>False for what no one with our key made for this address.</summary>
    public bool TryRead(ReadOnlySpan<byte> nonce, SipAddress source, out Nonce made)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        Span<byte> signature = stackalloc byte[Bytes - SignedBytes];
        made = default;

        if (nonce.Length != Length || Base64Url.DecodeFromUtf8(nonce, bytes, out _, out var length) != 0 || length != Bytes)
        {
            return false;
        }

        Sign(bytes[..SignedBytes], source, signature);

        if (!CryptographicOperations.FixedTimeEquals(signature, bytes[SignedBytes..]))
        {
            return false;
        }

        var maker = ((uint)bytes[8] << 16) | BinaryPrimitives.ReadUInt16BigEndian(bytes[9..]);
        made = new(BinaryPrimitives.ReadInt64BigEndian(bytes), maker == _maker);

        return true;
    }

    /// <summary>The ticks of now, but never the same twice.</summary>
    private long NextStamp(long now)
    {
        while (true)
        {
            var last = Volatile.Read(ref _lastStamp);
            var next = Math.Max(now, last + 1);

            if (Interlocked.CompareExchange(ref _lastStamp, next, last) == last)
            {
                return next;
            }
        }
    }

    private void Sign(ReadOnlySpan<byte> made, SipAddress source, Span<byte> signature)
    {
        Span<byte> text = stackalloc byte[SignedBytes + 16];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        made.CopyTo(text);
        var length = SignedBytes + source.WriteBytes(text[SignedBytes..]);
        HMACSHA256.HashData(_key, text[..length], hash);
        hash[..signature.Length].CopyTo(signature);
    }
}

/// <summary>A nonce of ours.</summary>
/// <param name="Stamp">When it was made, in UTC ticks; different for every nonce of one maker.</param>
/// <param name="IsOwn">Made by this process, which therefore knows how often it was used.</param>
public readonly record struct Nonce(long Stamp, bool IsOwn)
{
    public TimeSpan AgeAt(DateTimeOffset now) => new(now.UtcTicks - Stamp);
}
