using Perch.Rtp;

namespace Perch.Media;

/// <summary>Hears keys in the audio of a phone that sends no telephone events.</summary>
internal sealed class InbandListener(AudioCodec codec)
{
    private const int DetectorRate = 8000;
    private readonly AudioDecoder _decoder = new(codec, DetectorRate);
    private readonly DtmfDetector _detector = new();
    private readonly short[] _samples = new short[AudioDecoder.MaxOctets];

    public char? Receive(ReadOnlySpan<byte> payload) =>
        _detector.Receive(_samples.AsSpan(0, _decoder.Decode(payload, _samples)));
}
