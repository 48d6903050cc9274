namespace Perch.Rtp;

/// <summary>Hears keys in 8 kHz audio, by Goertzel's filter on blocks; one for each stream.</summary>
public sealed class DtmfDetector
{
    /// <summary>12.75 ms: any tone of 40 ms, the shortest that ITU-T Q.24 asks for, fills two blocks.</summary>
    private const int BlockLength = 102;
    private const int SampleRate = 8000;

    /// <summary>Mean square of the faintest key: about -36 dBm0 for both frequencies.</summary>
    private const double MinMeanSquare = 60 * 60;

    // Q.24: the higher frequency may be 8 dB fainter (normal twist), or 4 dB louder (reverse); a little to spare.
    private const double MaxNormalTwist = 8.0;
    private const double MaxReverseTwist = 3.2;
    private const double MinPeakToNext = 6.3;

    /// <summary>Share of all energy that is in the two frequencies. Speech has its energy elsewhere too.</summary>
    private const double MinShare = 0.65;

    /// <summary>
    /// A voice that sings a row's and a column's frequency brings overtones; a key does not. Only the columns' are
    /// looked for: twice a row's frequency is too near to a column's.
    /// </summary>
    private const double MaxHarmonicShare = 0.08;

    private static readonly double[] Coefficients = MakeCoefficients();
    private readonly double[] _block = new double[BlockLength];
    private readonly double[] _powers = new double[Coefficients.Length];
    private int _filled;
    private char? _candidate;
    private char? _pressed;
    private int _misses;

    /// <summary>Feeds samples; returns the key that was recognized in them, once for each press.</summary>
    public char? Receive(ReadOnlySpan<short> samples)
    {
        char? heard = null;

        foreach (var sample in samples)
        {
            _block[_filled++] = sample;

            if (_filled == BlockLength)
            {
                _filled = 0;
                heard = Follow(Recognize()) ?? heard;
            }
        }

        return heard;
    }

    /// <summary>Two equal blocks press a key; two others release it.</summary>
    private char? Follow(char? hit)
    {
        var again = hit is not null && hit == _candidate;
        _candidate = hit;

        if (_pressed is not null)
        {
            _misses = hit == _pressed ? 0 : _misses + 1;
            _pressed = _misses >= 2 ? null : _pressed;
        }

        if (!again || hit == _pressed)
        {
            return null;
        }

        _pressed = hit;
        _misses = 0;

        return hit;
    }

    private char? Recognize()
    {
        var energy = 0.0;

        foreach (var sample in _block)
        {
            energy += sample * sample;
        }

        if (energy < MinMeanSquare * BlockLength)
        {
            return null;
        }

        for (var index = 0; index < Coefficients.Length; index++)
        {
            _powers[index] = Power(Coefficients[index]);
        }

        var row = Strongest(_powers.AsSpan(0, 4));
        var column = Strongest(_powers.AsSpan(4, 4));

        return row >= 0 && column >= 0 && IsKey(row, column, energy) ? Tone.KeyAt(row, column) : null;
    }

    private bool IsKey(int row, int column, double energy)
    {
        var low = _powers[row];
        var high = _powers[4 + column];
        // A pure tone of energy E has a Goertzel power of E times half of the block.
        var share = (low + high) / (energy * BlockLength / 2);
        var overtones = _powers[8 + column];

        return low <= high * MaxNormalTwist
            && high <= low * MaxReverseTwist
            && share >= MinShare
            && overtones <= (low + high) * MaxHarmonicShare;
    }

    /// <summary>The strongest of four, when it stands out from the other three; -1 otherwise.</summary>
    private static int Strongest(ReadOnlySpan<double> powers)
    {
        var best = 0;

        for (var index = 1; index < powers.Length; index++)
        {
            best = powers[index] > powers[best] ? index : best;
        }

        for (var index = 0; index < powers.Length; index++)
        {
            if (index != best && powers[index] * MinPeakToNext > powers[best])
            {
                return -1;
            }
        }

        return best;
    }

    private double Power(double coefficient)
    {
        var before = 0.0;
        var last = 0.0;

        foreach (var sample in _block)
        {
            var next = sample + (coefficient * last) - before;
            before = last;
            last = next;
        }

        return (last * last) + (before * before) - (coefficient * last * before);
    }

    /// <summary>Rows, columns, and the columns' second harmonics.</summary>
    private static double[] MakeCoefficients()
    {
        var coefficients = new double[12];

        for (var index = 0; index < 4; index++)
        {
            coefficients[index] = Coefficient(Tone.RowFrequencies[index]);
            coefficients[index + 4] = Coefficient(Tone.ColumnFrequencies[index]);
            coefficients[index + 8] = Coefficient(2 * Tone.ColumnFrequencies[index]);
        }

        return coefficients;
    }

    private static double Coefficient(int frequency) => 2 * Math.Cos(2 * Math.PI * frequency / SampleRate);
}
