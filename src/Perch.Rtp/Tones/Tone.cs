namespace Perch.Rtp;

/// <summary>A stretch of up to two added frequencies in Hz; silence when both are 0.</summary>
public readonly record struct ToneStep(int FrequencyA, int FrequencyB, int Milliseconds);

/// <summary>A tone as a sequence of steps, begun again after the last.</summary>
/// <param name="Amplitude">Peak of each frequency, of 32767.</param>
public sealed record Tone(IReadOnlyList<ToneStep> Steps, int Amplitude = Tone.DefaultAmplitude)
{
    /// <summary>About -16 dBm0 for each of two frequencies.</summary>
    public const int DefaultAmplitude = 3600;

    private static readonly int[] Rows = [697, 770, 852, 941];
    private static readonly int[] Columns = [1209, 1336, 1477, 1633];
    private const string Keys = "123A456B789C*0#D";

    /// <summary>The two frequencies of a key (ITU-T Q.23); null when there is no such key.</summary>
    public static Tone? Dtmf(char digit, int milliseconds = 100)
    {
        var key = Keys.IndexOf(char.ToUpperInvariant(digit), StringComparison.Ordinal);

        return key < 0 ? null : new Tone([new ToneStep(Rows[key / 4], Columns[key % 4], milliseconds)], 7000);
    }

    internal static ReadOnlySpan<int> RowFrequencies => Rows;

    internal static ReadOnlySpan<int> ColumnFrequencies => Columns;

    internal static char KeyAt(int row, int column) => Keys[(row * 4) + column];
}
