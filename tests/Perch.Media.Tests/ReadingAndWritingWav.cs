using CsCheck;
using Perch.Rtp;

namespace Perch.Media.Tests;

public sealed class ReadingAndWritingWav
{
    [Theory]
    [InlineData(8000)]
    [InlineData(16000)]
    public void What_is_written_reads_back(int sampleRate)
    {
        short[] samples = [1, -2, 30000, -30000, 5];

        var clip = AudioClip.LoadWav(new MemoryStream(Write(samples, sampleRate)));

        Assert.Equal(samples, clip.Samples.ToArray());
        Assert.Equal(sampleRate, clip.SampleRate);
    }

    [Fact]
    public void Chunks_around_the_audio_are_skipped()
    {
        var wav = Write([7, 8], 8000);
        byte[] list = [.. "LIST"u8, 3, 0, 0, 0, 1, 2, 3, 0];

        var clip = AudioClip.TryLoadWav(new MemoryStream([.. wav[..12], .. list, .. wav[12..36], .. list, .. wav[36..]]));

        Assert.Equal([7, 8], clip!.Samples.ToArray());
    }

    [Fact]
    public void A_recording_that_was_cut_off_gives_what_there_is()
    {
        var wav = Write([7, 8, 9], 8000);

        Assert.Equal([7, 8], AudioClip.TryLoadWav(new MemoryStream(wav[..^1]))!.Samples.ToArray());
    }

    [Theory]
    [InlineData(20, 3)]
    [InlineData(22, 2)]
    [InlineData(24, 0)]
    [InlineData(34, 8)]
    public void Other_formats_are_refused(int offset, byte value)
    {
        var wav = Write([7, 8], 8000);
        wav[offset] = value;

        Assert.Null(AudioClip.TryLoadWav(new MemoryStream(wav)));
        Assert.Throws<InvalidDataException>(() => AudioClip.LoadWav(new MemoryStream(wav)));
    }

    [Fact]
    public void No_bytes_make_the_reader_throw() =>
        Gen.Select(Gen.Byte.Array[0, 60], Gen.Int[0, 44]).Sample((bytes, kept) =>
        {
            var wav = Write([1, 2], 8000);

            AudioClip.TryLoadWav(new MemoryStream([.. wav[..kept], .. bytes]));
        });

    [Fact]
    public void A_clip_is_encoded_once_and_is_as_long_in_every_codec()
    {
        var clip = AudioClip.FromSamples(new short[16000], 16000);

        Assert.All(Enum.GetValues<AudioCodec>(), codec => Assert.Equal(8000, clip.Encoded(codec).Length));
        Assert.True(clip.Encoded(AudioCodec.G722).Equals(clip.Encoded(AudioCodec.G722)));
        Assert.Equal(TimeSpan.FromSeconds(1), clip.Duration);
    }

    private static byte[] Write(short[] samples, int sampleRate)
    {
        var stream = new MemoryStream();

        using (var writer = new WavWriter(stream, sampleRate))
        {
            writer.Write(samples);
        }

        return stream.ToArray();
    }
}
