namespace Perch.Rtp.Tests;

public sealed class Resampling
{
    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3000)]
    public void A_voice_frequency_keeps_its_level_both_ways(int frequency)
    {
        var narrow = Signal.Sine(frequency, 8000, 8000, 10000);
        var wide = new short[16000];
        var back = new short[8000];

        new Upsampler().Resample(narrow, wide);
        new Downsampler().Resample(wide, back);

        Assert.InRange(Signal.Rms(wide.AsSpan(200)) / Signal.Rms(narrow), 0.98, 1.02);
        Assert.InRange(Signal.Rms(back.AsSpan(200)) / Signal.Rms(narrow), 0.98, 1.02);
    }

    [Theory]
    [InlineData(5000)]
    [InlineData(6000)]
    [InlineData(7500)]
    public void What_would_fold_back_is_taken_away(int frequency)
    {
        var wide = Signal.Sine(frequency, 16000, 16000, 10000);
        var narrow = new short[8000];

        new Downsampler().Resample(wide, narrow);

        Assert.True(Signal.Rms(narrow.AsSpan(100)) < 10);
    }

    [Fact]
    public void Upsampling_leaves_no_mirror_image()
    {
        var wide = new short[16000];

        new Upsampler().Resample(Signal.Sine(1000, 8000, 8000, 10000), wide);

        Assert.True(Signal.BestSnr(Signal.Sine(1000, 16000, 16000, 10000), wide, maxDelay: 64) > 50);
    }
}
