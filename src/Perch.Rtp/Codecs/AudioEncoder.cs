namespace Perch.Rtp;

/// <summary>Encodes one stream of 8 kHz or 16 kHz samples with one codec.</summary>
public sealed class AudioEncoder
{
    private readonly AudioCodec _codec;
    private readonly G722Encoder? _g722;
    private readonly Upsampler? _up;
    private readonly Downsampler? _down;
    private readonly short[] _native;

    /// <param name="sampleRate">8000 or 16000: what <see cref="Encode"/> is given.</param>
    public AudioEncoder(AudioCodec codec, int sampleRate)
    {
        _codec = codec;
        _g722 = codec == AudioCodec.G722 ? new G722Encoder() : null;
        _up = codec.SampleRate() > sampleRate ? new Upsampler() : null;
        _down = codec.SampleRate() < sampleRate ? new Downsampler() : null;
        _native = _up is null && _down is null ? [] : new short[AudioDecoder.MaxOctets * 2];
    }

    /// <summary>Returns the octets written. At most <see cref="AudioDecoder.MaxOctets"/> samples at once.</summary>
    public int Encode(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        if (_native.Length == 0)
        {
            return EncodeNative(samples, octets);
        }

        var count = _up?.Resample(samples, _native) ?? _down!.Resample(samples, _native);

        return EncodeNative(_native.AsSpan(0, count), octets);
    }

    private int EncodeNative(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        if (_g722 is not null)
        {
            return _g722.Encode(samples, octets);
        }

        for (var index = 0; index < samples.Length; index++)
        {
            octets[index] = _codec == AudioCodec.Pcmu
                ? G711.EncodeMu(samples[index])
                : G711.EncodeA(samples[index]);
        }

        return samples.Length;
    }
}
