namespace Perch.Rtp;

/// <summary>Decodes one stream of one codec, to 8 kHz or 16 kHz as its user wants.</summary>
public sealed class AudioDecoder
{
    /// <summary>The longest payload decoded: 60 ms and then some.</summary>
    public const int MaxOctets = 1500;

    private readonly AudioCodec _codec;
    private readonly G722Decoder? _g722;
    private readonly Upsampler? _up;
    private readonly Downsampler? _down;
    private readonly short[] _native;

    /// <param name="sampleRate">8000 or 16000: what <see cref="Decode"/> is to give.</param>
    public AudioDecoder(AudioCodec codec, int sampleRate)
    {
        _codec = codec;
        SampleRate = sampleRate;
        _g722 = codec == AudioCodec.G722 ? new G722Decoder() : null;
        _up = codec.SampleRate() < sampleRate ? new Upsampler() : null;
        _down = codec.SampleRate() > sampleRate ? new Downsampler() : null;
        _native = _up is null && _down is null ? [] : new short[MaxOctets * 2];
    }

    public int SampleRate { get; }

    /// <summary>Returns the samples written; octets after <see cref="MaxOctets"/> are left out.</summary>
    public int Decode(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        octets = octets[..Math.Min(octets.Length, MaxOctets)];

        if (_native.Length == 0)
        {
            return DecodeNative(octets, samples);
        }

        var native = _native.AsSpan(0, DecodeNative(octets, _native));

        return _up?.Resample(native, samples) ?? _down!.Resample(native, samples);
    }

    private int DecodeNative(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        if (_g722 is not null)
        {
            return _g722.Decode(octets, samples);
        }

        for (var index = 0; index < octets.Length; index++)
        {
            samples[index] = _codec == AudioCodec.Pcmu
                ? G711.DecodeMu(octets[index])
                : G711.DecodeA(octets[index]);
        }

        return octets.Length;
    }
}
