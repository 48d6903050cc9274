namespace Perch.Rtp;

/// <summary>The adaptive predictor and scale factor of one sub-band; encoder and decoder run the same one.</summary>
internal struct G722Band(int scale, int maxLogScale, int scaleShift)
{
    private Taps _differences;
    private Taps _zeros;
    private int _partial1;
    private int _partial2;
    private int _reconstructed1;
    private int _pole1;
    private int _pole2;
    private int _zeroPrediction;
    private int _logScale;

    /// <summary>The quantizer's scale factor (Δ in the standard).</summary>
    public int Scale { get; private set; } = scale;

    /// <summary>The predicted next sample.</summary>
    public int Prediction { get; private set; }

    /// <summary>LOGSCL/LOGSCH and SCALEL/SCALEH: the next scale factor.</summary>
    public void AdaptScale(int multiplier)
    {
        _logScale = Math.Clamp(((_logScale * 127) >> 7) + multiplier, 0, maxLogScale);
        int mantissa = G722Tables.Ilb[(_logScale >> 6) & 31];
        var shift = scaleShift - (_logScale >> 11);
        Scale = (shift < 0 ? mantissa << -shift : mantissa >> shift) << 2;
    }

    /// <summary>Block 4: takes the quantized difference and predicts the next sample.</summary>
    public void Predict(int difference)
    {
        var reconstructed = Saturate(Prediction + difference);
        var partial = Saturate(_zeroPrediction + difference);
        AdaptPoles(partial);
        AdaptZeros(difference);

        var fromPoles = Saturate(
            ((_pole1 * Saturate(reconstructed + reconstructed)) >> 15)
            + ((_pole2 * Saturate(_reconstructed1 + _reconstructed1)) >> 15));
        _reconstructed1 = reconstructed;
        _partial2 = _partial1;
        _partial1 = partial;
        _zeroPrediction = PredictFromZeros();
        Prediction = Saturate(fromPoles + _zeroPrediction);
    }

    public static int Saturate(int value) => Math.Clamp(value, short.MinValue, short.MaxValue);

    /// <summary>UPPOL2 and UPPOL1.</summary>
    private void AdaptPoles(int partial)
    {
        var sameAsLast = (partial ^ _partial1) >= 0;
        var sameAsBefore = (partial ^ _partial2) >= 0;
        var scaled = Saturate(_pole1 << 2);
        var change = sameAsLast ? Math.Min(-scaled, short.MaxValue) : scaled;
        var pole2 = (sameAsBefore ? 128 : -128) + (change >> 7) + ((_pole2 * 32512) >> 15);
        _pole2 = Math.Clamp(pole2, -12288, 12288);

        var limit = Saturate(15360 - _pole2);
        var pole1 = Saturate((sameAsLast ? 192 : -192) + ((_pole1 * 32640) >> 15));
        _pole1 = Math.Clamp(pole1, -limit, limit);
    }

    /// <summary>UPZERO, and the delay line of the differences.</summary>
    private void AdaptZeros(int difference)
    {
        var step = difference == 0 ? 0 : 128;

        for (var index = 0; index < Taps.Count; index++)
        {
            var sameSign = (_differences[index] ^ difference) >= 0;
            _zeros[index] = Saturate((sameSign ? step : -step) + ((_zeros[index] * 32640) >> 15));
        }

        for (var index = Taps.Count - 1; index > 0; index--)
        {
            _differences[index] = _differences[index - 1];
        }

        _differences[0] = difference;
    }

    /// <summary>FILTEZ.</summary>
    private readonly int PredictFromZeros()
    {
        var sum = 0;

        for (var index = Taps.Count - 1; index >= 0; index--)
        {
            sum += (_zeros[index] * Saturate(_differences[index] + _differences[index])) >> 15;
        }

        return Saturate(sum);
    }

    [System.Runtime.CompilerServices.InlineArray(Count)]
    private struct Taps
    {
        public const int Count = 6;
        private int _first;
    }
}
