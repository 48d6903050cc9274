namespace Perch.Rtp;

/// <summary>ITU-T G.722 at 64 kbit/s: octets to pairs of 16 kHz samples. One for each stream.</summary>
public sealed class G722Decoder
{
    private const int Taps = 24;
    private readonly int[] _history = new int[Taps];
    private G722Band _low = new(scale: 32, maxLogScale: 18432, scaleShift: 8);
    private G722Band _high = new(scale: 8, maxLogScale: 22528, scaleShift: 10);

    /// <summary>Decodes every octet; returns the samples written, twice as many as octets.</summary>
    public int Decode(ReadOnlySpan<byte> octets, Span<short> samples)
    {
        for (var index = 0; index < octets.Length; index++)
        {
            DecodePair(octets[index], samples.Slice(2 * index, 2));
        }

        return octets.Length * 2;
    }

    private void DecodePair(byte code, Span<short> pair)
    {
        var low = DecodeLow(code & 0x3F);
        var high = DecodeHigh(code >> 6);
        _history.AsSpan(2).CopyTo(_history);
        _history[Taps - 2] = low + high;
        _history[Taps - 1] = low - high;
        var first = 0;
        var second = 0;

        for (var index = 0; index < Taps / 2; index++)
        {
            second += _history[2 * index] * G722Tables.Qmf[index];
            first += _history[(2 * index) + 1] * G722Tables.Qmf[(Taps / 2) - 1 - index];
        }

        pair[0] = (short)G722Band.Saturate(first >> 11);
        pair[1] = (short)G722Band.Saturate(second >> 11);
    }

    private int DecodeLow(int code)
    {
        var sample = Limit(_low.Prediction + ((_low.Scale * G722Tables.Qm6[code]) >> 15));
        // The predictor sees four bits only, so that it stays in step when bits are taken for data.
        var difference = (_low.Scale * G722Tables.Qm4[code >> 2]) >> 15;
        _low.AdaptScale(G722Tables.LowScale[code >> 2]);
        _low.Predict(difference);

        return sample;
    }

    private int DecodeHigh(int code)
    {
        var difference = (_high.Scale * G722Tables.Qm2[code]) >> 15;
        var sample = Limit(_high.Prediction + difference);
        _high.AdaptScale(G722Tables.HighScale[code]);
        _high.Predict(difference);

        return sample;
    }

    private static int Limit(int sample) => Math.Clamp(sample, -16384, 16383);
}
