using System.Numerics;

namespace Perch.Interop.Tests;

/// <summary>Looks for one sound in another: normalised cross-correlation, by way of the Fourier transform.</summary>
internal static class Correlation
{
    public static Match Best(ReadOnlySpan<short> heard, ReadOnlySpan<short> wanted)
    {
        if (heard.Length < wanted.Length)
        {
            return new Match(0, 0, 0);
        }

        var products = Products(heard, wanted);
        var wantedEnergy = Energy(wanted);
        var energy = Energy(heard[..wanted.Length]);
        var best = new Match(0, 0, 0);

        for (var at = 0; at + wanted.Length <= heard.Length; at++)
        {
            var score = energy > 0 ? products[at] / Math.Sqrt(energy * wantedEnergy) : 0;

            if (score > best.Score)
            {
                best = new Match(score, at, at + wanted.Length);
            }

            if (at + wanted.Length < heard.Length)
            {
                energy += Square(heard[at + wanted.Length]) - Square(heard[at]);
            }
        }

        return best;
    }

    private static double[] Products(ReadOnlySpan<short> heard, ReadOnlySpan<short> wanted)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)(heard.Length + wanted.Length));
        var one = Spectrum(heard, size);
        var other = Spectrum(wanted, size);

        for (var index = 0; index < size; index++)
        {
            // The inverse transform by the forward one: conjugate before and after; the result is real.
            one[index] = Complex.Conjugate(one[index]) * other[index];
        }

        Transform(one);

        return Array.ConvertAll(one, value => value.Real / size);
    }

    private static Complex[] Spectrum(ReadOnlySpan<short> samples, int size)
    {
        var values = new Complex[size];

        for (var index = 0; index < samples.Length; index++)
        {
            values[index] = samples[index];
        }

        Transform(values);

        return values;
    }

    /// <summary>The textbook's radix-2 transform, in place.</summary>
    private static void Transform(Complex[] values)
    {
        Reorder(values);

        for (var length = 2; length <= values.Length; length *= 2)
        {
            var turns = Turns(length);

            for (var start = 0; start < values.Length; start += length)
            {
                for (var index = 0; index < length / 2; index++)
                {
                    var even = values[start + index];
                    var odd = values[start + index + (length / 2)] * turns[index];
                    values[start + index] = even + odd;
                    values[start + index + (length / 2)] = even - odd;
                }
            }
        }
    }

    private static Complex[] Turns(int length) =>
        [.. Enumerable.Range(0, length / 2).Select(index => Complex.FromPolarCoordinates(1, -2 * Math.PI * index / length))];

    private static void Reorder(Complex[] values)
    {
        for (int index = 1, mirrored = 0; index < values.Length; index++)
        {
            var bit = values.Length >> 1;

            for (; (mirrored & bit) != 0; bit >>= 1)
            {
                mirrored ^= bit;
            }

            mirrored ^= bit;

            if (index < mirrored)
            {
                (values[index], values[mirrored]) = (values[mirrored], values[index]);
            }
        }
    }

    private static double Energy(ReadOnlySpan<short> samples)
    {
        double sum = 0;

        foreach (var sample in samples)
        {
            sum += Square(sample);
        }

        return sum;
    }

    private static double Square(short sample) => (double)sample * sample;
}
