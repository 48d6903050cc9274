using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Perch.Transport;

/// <summary>
/// Puts parts into a key of at most the buffer's size: what does not fit is replaced by its SHA-256, so that keys stay
/// small and different whatever a peer sends.
/// </summary>
internal ref struct KeyBuilder(Span<byte> buffer)
{
    public const int MaxLength = 256;

    private readonly Span<byte> _buffer = buffer;
    private int _length;

    public readonly ReadOnlySpan<byte> Key => _buffer[.._length];

    public void Add(uint number)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, number);
        Add(bytes);
    }

    public void Add(scoped ReadOnlySpan<byte> part)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];

        if (part.Length > digest.Length && part.Length + 2 > _buffer.Length - _length)
        {
            SHA256.HashData(part, digest);
            part = digest;
        }

        if (part.Length + 2 > _buffer.Length - _length)
        {
            Fold();
        }

        // The length keeps "ab" + "c" apart from "a" + "bc".
        BinaryPrimitives.WriteUInt16LittleEndian(_buffer[_length..], (ushort)part.Length);
        part.CopyTo(_buffer[(_length + 2)..]);
        _length += part.Length + 2;
    }

    /// <summary>Host names compare in any case.</summary>
    public void AddLowered(scoped ReadOnlySpan<byte> part)
    {
        var from = _length + 2;
        Add(part);

        foreach (ref var letter in _buffer[Math.Min(from, _length).._length])
        {
            letter |= (byte)(letter is >= (byte)'A' and <= (byte)'Z' ? 0x20 : 0);
        }
    }

    private void Fold()
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_buffer[.._length], digest);
        digest.CopyTo(_buffer);
        _length = digest.Length;
    }
}
