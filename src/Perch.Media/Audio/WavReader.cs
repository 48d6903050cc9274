using System.Buffers.Binary;

namespace Perch.Media;

/// <summary>Reads RIFF WAVE files of 16-bit mono PCM, whatever other chunks stand around the audio.</summary>
internal static class WavReader
{
    private const int MaxOctets = 64 << 20;
    private const int Pcm = 1;
    private const int Extensible = 0xFFFE;

    public static bool TryRead(Stream stream, out short[] samples, out int sampleRate)
    {
        samples = [];
        sampleRate = 0;
        Span<byte> header = stackalloc byte[12];

        if (!TryFill(stream, header) || !header[..4].SequenceEqual("RIFF"u8) || !header[8..].SequenceEqual("WAVE"u8))
        {
            return false;
        }

        while (TryFill(stream, header[..8]))
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(header[4..]);

            if (header[..4].SequenceEqual("data"u8))
            {
                samples = sampleRate == 0 ? [] : ReadSamples(stream, length);

                return sampleRate != 0;
            }

            var read = header[..4].SequenceEqual("fmt "u8)
                ? TryReadFormat(stream, length, out sampleRate)
                : TrySkip(stream, length + (length & 1));

            if (!read)
            {
                return false;
            }
        }

        return false;
    }

    private static bool TryReadFormat(Stream stream, uint length, out int sampleRate)
    {
        sampleRate = 0;
        Span<byte> format = stackalloc byte[16];

        if (length < format.Length || !TryFill(stream, format))
        {
            return false;
        }

        var rate = BinaryPrimitives.ReadUInt32LittleEndian(format[4..]);
        var isOurs = BinaryPrimitives.ReadUInt16LittleEndian(format) is Pcm or Extensible
            && BinaryPrimitives.ReadUInt16LittleEndian(format[2..]) == 1
            && BinaryPrimitives.ReadUInt16LittleEndian(format[14..]) == 16
            && rate is 8000 or 16000;
        sampleRate = isOurs ? (int)rate : 0;

        return isOurs && TrySkip(stream, length - (uint)format.Length + (length & 1));
    }

    /// <summary>A length beyond the end is what a recorder leaves that could not seek back: read what there is.</summary>
    private static short[] ReadSamples(Stream stream, uint length)
    {
        var octets = new MemoryStream();
        var buffer = new byte[16384];
        var left = (int)Math.Min(length, MaxOctets);

        while (left > 0 && stream.Read(buffer, 0, Math.Min(buffer.Length, left)) is > 0 and var count)
        {
            octets.Write(buffer, 0, count);
            left -= count;
        }

        var samples = new short[octets.Length / sizeof(short)];
        var bytes = octets.GetBuffer().AsSpan(0, samples.Length * sizeof(short));

        for (var index = 0; index < samples.Length; index++)
        {
            samples[index] = BinaryPrimitives.ReadInt16LittleEndian(bytes[(index * sizeof(short))..]);
        }

        return samples;
    }

    private static bool TrySkip(Stream stream, uint length)
    {
        Span<byte> buffer = stackalloc byte[512];

        while (length > 0)
        {
            var count = stream.Read(buffer[..(int)Math.Min((uint)buffer.Length, length)]);

            if (count == 0)
            {
                return false;
            }

            length -= (uint)count;
        }

        return true;
    }

    private static bool TryFill(Stream stream, Span<byte> destination) =>
        stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false) == destination.Length;
}
