using Perch.Media;

namespace Perch.Interop.Tests;

/// <summary>What a caller must have heard, by the recordings' own names.</summary>
internal static class Heard
{
    /// <summary>A packet may be lost or late on the way through somebody else's jitter buffer.</summary>
    private const double SameSound = 0.7;

    private static readonly PromptLibrary Prompts = new(Path.Combine(AppContext.BaseDirectory, "prompts"));

    public static TimeSpan LengthOf(params string[] prompts) =>
        prompts.Aggregate(TimeSpan.Zero, (sum, name) => sum + Clip(name).Duration);

    /// <summary>All of them, one after another, whatever else was between.</summary>
    public static void InOrder(HeardAudio audio, params string[] prompts)
    {
        var from = 0;

        foreach (var name in prompts)
        {
            var match = audio.Find(Clip(name), from);
            Assert.True(
                match.Score >= SameSound,
                $"{name} is not in the {audio.Length.TotalSeconds:0.0} s heard after {from / 8000.0:0.0} s (best {match.Score:0.00})");
            from = match.End - 400;
        }
    }

    public static void Tone(HeardAudio audio, int frequency) =>
        Assert.InRange(audio.ShareOf(frequency, audio.Length / 2, audio.Length * 0.9), 0.9, 1.01);

    private static AudioClip Clip(string name) =>
        Prompts.Find(PromptLibrary.CompleteLanguage, name) ?? throw new InvalidOperationException($"No prompt {name}");
}
