using Perch.Media;

namespace Perch.Architecture.Tests;

public sealed class PromptsOnDisk
{
    private const string Folder = "prompts/en-US";

    private static string[] Ids(string ending) => [.. Repo.Files(Folder, ending).Select(Path.GetFileNameWithoutExtension)!];

    [Fact]
    public void Every_prompt_that_the_code_plays_is_recorded()
    {
        var played = Repo.Sources.Where(file => !file.IsTest).SelectMany(PromptRules.NamesIn).Distinct().ToList();

        Assert.Contains("extension", played);
        Check.None(played.Except(Ids(".wav")));
    }

    [Theory]
    [InlineData("class A { Prompt Bye() => new Prompt(\"goodbye\"); }")]
    [InlineData("class A { static readonly Prompt Bye = new(\"goodbye\"); }")]
    [InlineData("class A { static Prompt Bye { get; } = new(\"goodbye\"); }")]
    [InlineData("class A { static Prompt Bye => new(\"goodbye\"); }")]
    public void A_prompt_in_code_is_seen_however_it_is_written(string code) =>
        Assert.Equal(["goodbye"], PromptRules.NamesIn(Bad.Product(code)));

    [Fact]
    public void Every_recording_has_its_words_and_was_made_from_them()
    {
        Assert.Equal(Ids(".txt"), Ids(".wav"));
        Assert.NotEmpty(Ids(".txt"));

        var actual = Repo.Files(Folder).ToDictionary(
            path => Path.GetFileName(path), path => PromptRules.Sum(File.ReadAllBytes(Path.Combine(Repo.Root, path))));

        Assert.Equal(Sorted(PromptRules.Sums(Repo.Read("prompts/en-US.sha256"))), Sorted(actual));
    }

    [Fact]
    public void Every_recording_can_be_heard_and_is_16_kHz_mono() =>
        Check.None(Ids(".wav").SelectMany(id =>
            PromptRules.Faults(id, AudioClip.LoadWav(Path.Combine(Repo.Root, Folder, $"{id}.wav")))));

    [Fact]
    public void A_bad_recording_is_seen()
    {
        Assert.Contains("hardly", Fault(Tone(0.01, 16000), 16000), StringComparison.Ordinal);
        Assert.Contains("clipped", Fault(Tone(1.0, 16000), 16000), StringComparison.Ordinal);
        Assert.Contains("lasts", Fault(Tone(0.2, 800), 16000), StringComparison.Ordinal);
        Assert.Contains("samples a second", Fault(Tone(0.2, 8000), 8000), StringComparison.Ordinal);
    }

    [Fact]
    public void All_digits_numbers_and_letters_are_there()
    {
        var ids = Ids(".wav");
        IEnumerable<string> needed =
        [
            .. Enumerable.Range(0, 10).Select(digit => $"digit-{digit}"),
            .. Enumerable.Range(0, 21).Select(number => $"number-{number}"),
            .. Enumerable.Range(3, 7).Select(tens => $"number-{tens}0"),
            .. Enumerable.Range('a', 26).Select(letter => $"letter-{(char)letter}"),
        ];

        Check.None(needed.Except(ids));
    }

    private static IEnumerable<string> Sorted(Dictionary<string, string> sums) =>
        sums.Select(file => $"{file.Key} {file.Value}").Order(StringComparer.Ordinal);

    private static string Fault(short[] samples, int rate) =>
        Assert.Single(PromptRules.Faults("sample", AudioClip.FromSamples(samples, rate)));

    private static short[] Tone(double level, int count) =>
        [.. Enumerable.Range(0, count).Select(index => (short)(level * 32767 * Math.Sin(index * 0.4)))];
}
