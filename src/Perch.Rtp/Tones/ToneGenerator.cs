namespace Perch.Rtp;

/// <summary>Produces a tone's samples without end, keeping the phase from one call to the next.</summary>
public sealed class ToneGenerator(Tone tone, int sampleRate)
{
    private int _step;
    private int _position;

    public void Generate(Span<short> samples)
    {
        foreach (ref var sample in samples)
        {
            var step = tone.Steps[_step];
            sample = (short)(Wave(step.FrequencyA) + Wave(step.FrequencyB));

            if (++_position >= step.Milliseconds * (sampleRate / 1000))
            {
                _position = 0;
                _step = (_step + 1) % tone.Steps.Count;
            }
        }
    }

    private double Wave(int frequency) => frequency == 0
        ? 0
        : tone.Amplitude * Math.Sin(2 * Math.PI * frequency * _position / sampleRate);
}
