namespace Perch.Rtp;

/// <summary>The half-band low-pass that both directions of resampling share.</summary>
internal static class HalfBand
{
    /// <summary>Taps on one side that are not zero.</summary>
    private const int Side = 16;
    private const double Beta = 7;

    /// <summary>The odd taps: -31, -29 … 29, 31. The even ones are zero except the middle, which is one half.</summary>
    public static readonly float[] OddTaps = Design();

    private static float[] Design()
    {
        var taps = new float[2 * Side];
        var sum = 0.0;

        for (var index = 0; index < taps.Length; index++)
        {
            var position = (2 * index) - (2 * Side) + 1;
            var relative = position / (2.0 * Side);
            var window = Bessel(Beta * Math.Sqrt(1 - (relative * relative))) / Bessel(Beta);
            taps[index] = (float)(Math.Sin(Math.PI * position / 2) / (Math.PI * position) * window);
            sum += taps[index];
        }

        // Unity gain at zero frequency: the middle tap gives one half, the others must give the rest.
        for (var index = 0; index < taps.Length; index++)
        {
            taps[index] *= (float)(0.5 / sum);
        }

        return taps;
    }

    /// <summary>The modified Bessel function of order zero, by its series.</summary>
    private static double Bessel(double x)
    {
        var term = 1.0;
        var sum = 1.0;

        for (var k = 1; k < 32; k++)
        {
            term *= x / (2 * k) * (x / (2 * k));
            sum += term;
        }

        return sum;
    }

    public static short Round(float value) => (short)Math.Clamp(MathF.Round(value), short.MinValue, short.MaxValue);

    public static float Filter(ReadOnlySpan<float> window)
    {
        var sum = 0f;

        for (var index = 0; index < OddTaps.Length; index++)
        {
            sum += window[index] * OddTaps[index];
        }

        return sum;
    }
}

/// <summary>8 kHz to 16 kHz. One for each stream.</summary>
public sealed class Upsampler
{
    private readonly float[] _history = new float[HalfBand.OddTaps.Length];

    /// <summary>Writes two samples for each one read.</summary>
    public int Resample(ReadOnlySpan<short> narrow, Span<short> wide)
    {
        var middle = (_history.Length / 2) - 1;

        for (var index = 0; index < narrow.Length; index++)
        {
            _history.AsSpan(1).CopyTo(_history);
            _history[^1] = narrow[index];
            wide[2 * index] = HalfBand.Round(_history[middle]);
            wide[(2 * index) + 1] = HalfBand.Round(2 * HalfBand.Filter(_history));
        }

        return narrow.Length * 2;
    }
}

/// <summary>16 kHz to 8 kHz. One for each stream.</summary>
public sealed class Downsampler
{
    private readonly float[] _even = new float[HalfBand.OddTaps.Length];
    private readonly float[] _odd = new float[HalfBand.OddTaps.Length];

    /// <summary>Writes one sample for each whole pair read.</summary>
    public int Resample(ReadOnlySpan<short> wide, Span<short> narrow)
    {
        var middle = _even.Length / 2;

        for (var index = 0; index < wide.Length / 2; index++)
        {
            _even.AsSpan(1).CopyTo(_even);
            _odd.AsSpan(1).CopyTo(_odd);
            _even[^1] = wide[2 * index];
            _odd[^1] = wide[(2 * index) + 1];
            narrow[index] = HalfBand.Round((0.5f * _even[middle]) + HalfBand.Filter(_odd));
        }

        return wide.Length / 2;
    }
}
