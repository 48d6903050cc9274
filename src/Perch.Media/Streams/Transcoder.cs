using Perch.Rtp;

namespace Perch.Media;

/// <summary>One direction of a relay between two codecs: decodes, resamples and encodes, packet by packet.</summary>
internal sealed class Transcoder(AudioCodec from, AudioCodec to)
{
    private readonly AudioDecoder _decoder = new(from, to.SampleRate());
    private readonly AudioEncoder _encoder = new(to, to.SampleRate());
    private readonly short[] _samples = new short[AudioDecoder.MaxOctets * 2];

    public bool Fits(AudioCodec source, AudioCodec target) => source == from && target == to;

    /// <summary>As many octets as went in: every codec here has eight for a millisecond.</summary>
    public int Transcode(ReadOnlySpan<byte> octets, Span<byte> destination) =>
        _encoder.Encode(_samples.AsSpan(0, _decoder.Decode(octets, _samples)), destination);
}
