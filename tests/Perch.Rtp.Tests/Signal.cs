namespace Perch.Rtp.Tests;

/// <summary>Signals to feed, and how much of one came through.</summary>
internal static class Signal
{
    public static short[] Sine(double frequency, int sampleRate, int count, double amplitude) =>
        [.. Enumerable.Range(0, count)
            .Select(n => (short)(amplitude * Math.Sin(2 * Math.PI * frequency * n / sampleRate)))];

    public static short[] Sum(params short[][] signals) =>
        [.. Enumerable.Range(0, signals[0].Length)
            .Select(n => (short)Math.Clamp(signals.Sum(signal => signal[n]), short.MinValue, short.MaxValue))];

    /// <summary>Noise from a fixed seed, so that a failure repeats.</summary>
    public static short[] Noise(int count, int amplitude, long seed)
    {
        var noise = new short[count];

        for (var index = 0; index < count; index++)
        {
            seed = ((seed * 1103515245) + 12345) & 0x7FFFFFFF;
            noise[index] = (short)(((seed >> 8) % ((2 * amplitude) + 1)) - amplitude);
        }

        return noise;
    }

    public static double Rms(ReadOnlySpan<short> samples)
    {
        var sum = 0.0;

        foreach (var sample in samples)
        {
            sum += (double)sample * sample;
        }

        return Math.Sqrt(sum / samples.Length);
    }

    /// <summary>Signal to noise in dB at the delay that fits best; the codec's own beginning is left out.</summary>
    public static double BestSnr(short[] original, short[] decoded, int maxDelay) =>
        Enumerable.Range(0, maxDelay).Max(delay => Snr(original, decoded, delay));

    private static double Snr(short[] original, short[] decoded, int delay)
    {
        double signal = 0, noise = 0;

        for (var index = 1000; index < original.Length - delay; index++)
        {
            double wanted = original[index];
            signal += wanted * wanted;
            noise += (wanted - decoded[index + delay]) * (wanted - decoded[index + delay]);
        }

        return 10 * Math.Log10(signal / Math.Max(noise, 1));
    }
}
