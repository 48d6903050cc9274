namespace Perch.Media.Tests;

public sealed class FindingPrompts : IDisposable
{
    private readonly string _directory = System.IO.Directory.CreateTempSubdirectory("perch-prompts-").FullName;

    public void Dispose() => System.IO.Directory.Delete(_directory, recursive: true);

    [Fact]
    public void A_language_falls_back_to_its_family_and_then_to_English()
    {
        Record("en-US", "goodbye", 1);
        Record("en-US", "digit-1", 1);
        Record("en-US", "hotdesk-invalid", 1);
        Record("de", "goodbye", 2);
        Record("de", "digit-1", 2);
        Record("de-AT", "goodbye", 3);
        var library = new PromptLibrary(_directory);

        Assert.Equal(3, FirstSample(library.Find("de-AT", "goodbye")));
        Assert.Equal(2, FirstSample(library.Find("de-AT", "digit-1")));
        Assert.Equal(1, FirstSample(library.Find("de-AT", "hotdesk-invalid")));
        Assert.Equal(1, FirstSample(library.Find("", "goodbye")));
    }

    [Fact]
    public void A_recording_is_read_once()
    {
        Record("en-US", "goodbye", 1);
        var library = new PromptLibrary(_directory);

        var first = library.Find("en-US", "goodbye");
        File.Delete(Path.Combine(_directory, "en-US", "goodbye.wav"));

        Assert.Same(first, library.Find("en-US", "goodbye"));
    }

    [Fact]
    public void What_is_not_recorded_in_English_is_not_there()
    {
        Record("de", "goodbye", 1);
        var library = new PromptLibrary(_directory);

        Assert.False(library.Has("goodbye"));
        Assert.Null(library.Find("fr", "goodbye"));
    }

    [Theory]
    [InlineData("en-US", "../secret")]
    [InlineData("..", "secret")]
    [InlineData("en-US", "sub/../../secret")]
    [InlineData("en-US", "goodbye\0")]
    [InlineData("en-US", "")]
    public void No_name_leads_out_of_the_folder(string language, string name)
    {
        Record("en-US", "goodbye", 1);
        File.Copy(Path.Combine(_directory, "en-US", "goodbye.wav"), Path.Combine(_directory, "secret.wav"));

        Assert.Null(new PromptLibrary(Path.Combine(_directory, "en-US")).Find(language, name));
    }

    private void Record(string language, string name, short sample)
    {
        System.IO.Directory.CreateDirectory(Path.Combine(_directory, language));
        using var file = File.Create(Path.Combine(_directory, language, $"{name}.wav"));
        using var wav = new WavWriter(file, 16000);
        wav.Write([sample]);
    }

    private static int FirstSample(AudioClip? clip) => clip!.Samples.Span[0];
}
