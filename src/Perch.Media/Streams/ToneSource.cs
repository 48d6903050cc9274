using Perch.Rtp;

namespace Perch.Media;

/// <summary>A tone, encoded packet by packet.</summary>
internal sealed class ToneSource
{
    private readonly AudioEncoder _encoder;
    private readonly ToneGenerator _generator;
    private readonly short[] _samples;

    public ToneSource(Tone tone, AudioCodec codec)
    {
        Tone = tone;
        Codec = codec;
        _encoder = new AudioEncoder(codec, codec.SampleRate());
        _generator = new ToneGenerator(tone, codec.SampleRate());
        _samples = new short[AudioDecoder.MaxOctets * codec.SamplesPerOctet()];
    }

    public Tone Tone { get; }

    public AudioCodec Codec { get; }

    public void Fill(Span<byte> payload)
    {
        var samples = _samples.AsSpan(0, payload.Length * Codec.SamplesPerOctet());
        _generator.Generate(samples);
        _encoder.Encode(samples, payload);
    }
}
