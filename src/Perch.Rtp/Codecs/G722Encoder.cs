namespace Perch.Rtp;

/// <summary>ITU-T G.722 at 64 kbit/s: pairs of 16 kHz samples to octets. One for each stream.</summary>
public sealed class G722Encoder
{
    private const int Taps = 24;
    private readonly int[] _history = new int[Taps];
    private G722Band _low = new(scale: 32, maxLogScale: 18432, scaleShift: 8);
    private G722Band _high = new(scale: 8, maxLogScale: 22528, scaleShift: 10);

    /// <summary>Encodes whole pairs; returns the octets written, half as many as samples.</summary>
    public int Encode(ReadOnlySpan<short> samples, Span<byte> octets)
    {
        var count = samples.Length / 2;

        for (var index = 0; index < count; index++)
        {
            octets[index] = EncodePair(samples[2 * index], samples[(2 * index) + 1]);
        }

        return count;
    }

    private byte EncodePair(short first, short second)
    {
        _history.AsSpan(2).CopyTo(_history);
        _history[Taps - 2] = first;
        _history[Taps - 1] = second;
        var fromFirst = 0;
        var fromSecond = 0;

        for (var index = 0; index < Taps / 2; index++)
        {
            fromFirst += _history[2 * index] * G722Tables.Qmf[index];
            fromSecond += _history[(2 * index) + 1] * G722Tables.Qmf[(Taps / 2) - 1 - index];
        }

        return (byte)((EncodeHigh((fromSecond - fromFirst) >> 14) << 6) | EncodeLow((fromSecond + fromFirst) >> 14));
    }

    /// <summary>SUBTRA, QUANTL, INVQAL and the adaptation of the lower band: six bits.</summary>
    private int EncodeLow(int sample)
    {
        var error = G722Band.Saturate(sample - _low.Prediction);
        var magnitude = error >= 0 ? error : ~error;
        var level = 1;

        while (level < G722Tables.Q6.Length && magnitude >= (G722Tables.Q6[level] * _low.Scale) >> 12)
        {
            level++;
        }

        // Table 14: positive codes descend from 61; negative ones too, but the first two are 63 and 62.
        var code = error >= 0 ? 62 - level : level <= 2 ? 64 - level : 34 - level;
        var difference = (_low.Scale * G722Tables.Qm4[code >> 2]) >> 15;
        _low.AdaptScale(G722Tables.LowScale[code >> 2]);
        _low.Predict(difference);

        return code;
    }

    /// <summary>SUBTRA, QUANTH, INVQAH and the adaptation of the higher band: two bits.</summary>
    private int EncodeHigh(int sample)
    {
        var error = G722Band.Saturate(sample - _high.Prediction);
        var magnitude = error >= 0 ? error : ~error;
        var large = magnitude >= (564 * _high.Scale) >> 12;
        var code = (error >= 0, large) switch
        {
            (true, true) => 2,
            (true, false) => 3,
            (false, true) => 0,
            (false, false) => 1,
        };
        var difference = (_high.Scale * G722Tables.Qm2[code]) >> 15;
        _high.AdaptScale(G722Tables.HighScale[code]);
        _high.Predict(difference);

        return code;
    }
}
