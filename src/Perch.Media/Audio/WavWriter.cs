using System.Buffers.Binary;

namespace Perch.Media;

/// <summary>Writes 16-bit mono PCM as RIFF WAVE. The caller owns the stream and the moment it is closed.</summary>
public sealed class WavWriter : IDisposable
{
    private const int HeaderLength = 44;
    private readonly Stream _stream;
    private readonly int _sampleRate;
    private readonly long _start;
    private long _octets;
    private bool _finished;

    public WavWriter(Stream stream, int sampleRate)
    {
        _stream = stream;
        _sampleRate = sampleRate;
        _start = stream.CanSeek ? stream.Position : 0;
        // Until the end is known the lengths say "as much as there is", which readers accept from a pipe.
        WriteHeader(uint.MaxValue - HeaderLength);
    }

    public void Write(ReadOnlySpan<short> samples)
    {
        Span<byte> octets = stackalloc byte[1024];

        while (!samples.IsEmpty)
        {
            var count = Math.Min(samples.Length, octets.Length / sizeof(short));

            for (var index = 0; index < count; index++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(octets[(index * sizeof(short))..], samples[index]);
            }

            _stream.Write(octets[..(count * sizeof(short))]);
            _octets += count * sizeof(short);
            samples = samples[count..];
        }
    }

    /// <summary>Puts the true lengths into the header when the stream can seek, and flushes.</summary>
    public void Dispose()
    {
        if (_finished)
        {
            return;
        }

        _finished = true;

        if (_stream.CanSeek)
        {
            _stream.Position = _start;
            WriteHeader((uint)Math.Min(_octets, uint.MaxValue - HeaderLength));
            _stream.Position = _start + HeaderLength + _octets;
        }

        _stream.Flush();
    }

    private void WriteHeader(uint octets)
    {
        Span<byte> header = stackalloc byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], octets + HeaderLength - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)_sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)_sampleRate * sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], sizeof(short));
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], octets);
        _stream.Write(header);
    }
}
