using Perch.Media;
using Perch.Rtp;

namespace Perch.Interop.Tests;

/// <summary>What a telephone recorded, at 8 kHz, and what can be told from it.</summary>
internal sealed class HeardAudio(short[] samples)
{
    private const int SampleRate = 8000;
    private const int WavHeader = 44;

    public TimeSpan Length => TimeSpan.FromSeconds((double)samples.Length / SampleRate);

    public static HeardAudio Load(string path) => new(AudioClip.LoadWav(path).Samples.ToArray());

    /// <summary>How much of a recording that is still being written is there.</summary>
    public static TimeSpan LengthOf(string? path) => path is null
        ? TimeSpan.Zero
        : TimeSpan.FromSeconds((new FileInfo(path).Length - WavHeader) / 2.0 / SampleRate);

    /// <summary>The best place for the prompt, and how well it fits there: 1 is the very same sound.</summary>
    public Match Find(AudioClip prompt, int from = 0) => Correlation.Best(samples.AsSpan(from), AsHeard(prompt)) switch
    {
        var best => best with { At = best.At + from, End = best.End + from },
    };

    /// <summary>The share of a tone in the part between two times, 0 to 1.</summary>
    public double ShareOf(int frequency, TimeSpan from, TimeSpan to)
    {
        var part = samples.AsSpan((int)(from.TotalSeconds * SampleRate)..(int)(to.TotalSeconds * SampleRate));
        double cosine = 0, sine = 0, energy = 0;

        for (var index = 0; index < part.Length; index++)
        {
            var angle = 2 * Math.PI * frequency * index / SampleRate;
            cosine += part[index] * Math.Cos(angle);
            sine += part[index] * Math.Sin(angle);
            energy += (double)part[index] * part[index];
        }

        return energy == 0 ? 0 : 2 * ((cosine * cosine) + (sine * sine)) / (part.Length * energy);
    }

    /// <summary>
    /// The prompt as it is after G.711, which is how it got here, without the silence around it: a jitter buffer keeps
    /// the last packets of a call for itself.
    /// </summary>
    private static ReadOnlySpan<short> AsHeard(AudioClip prompt)
    {
        const int Silence = 200;
        short[] heard = [.. prompt.Encoded(AudioCodec.Pcmu).ToArray().Select(G711.DecodeMu)];
        var first = Array.FindIndex(heard, sample => Math.Abs((int)sample) > Silence);
        var last = Array.FindLastIndex(heard, sample => Math.Abs((int)sample) > Silence);

        return heard.AsSpan(first..(last + 1));
    }
}

/// <param name="Score">1 where the sounds are the same but for their level, about 0 where they have nothing in common.</param>
/// <param name="At">The first sample of the match.</param>
/// <param name="End">The sample after it.</param>
internal readonly record struct Match(double Score, int At, int End);
