using System.Buffers.Binary;

namespace Perch.Rtp.Tests;

public sealed class DtmfInAudio
{
    private const string Keys = "123A456B789C*0#D";
    private static readonly int[] Rows = [697, 770, 852, 941];
    private static readonly int[] Columns = [1209, 1336, 1477, 1633];

    [Fact]
    public void Every_key_is_heard_once_for_each_press()
    {
        foreach (var key in Keys)
        {
            Assert.Equal($"{key}{key}", Hear([.. Press(key), .. Silence(50), .. Press(key), .. Silence(50)]));
        }
    }

    [Theory]
    [InlineData(8000, 4000)]
    [InlineData(8000, 3400)]
    [InlineData(5500, 8000)]
    [InlineData(150, 150)]
    [InlineData(15000, 15000)]
    public void Twist_and_level_within_the_recommendation_are_accepted(double low, double high)
    {
        foreach (var key in Keys)
        {
            Assert.Equal($"{key}", Hear([.. Press(key, low, high), .. Silence(50)]));
        }
    }

    [Theory]
    [InlineData(8000, 1500)]
    [InlineData(2000, 8000)]
    [InlineData(8000, 0)]
    [InlineData(0, 8000)]
    [InlineData(20, 20)]
    public void Twist_beyond_it_a_single_tone_and_faint_sounds_are_refused(double low, double high)
    {
        foreach (var key in Keys)
        {
            Assert.Equal("", Hear([.. Press(key, low, high), .. Silence(50)]));
        }
    }

    [Theory]
    [InlineData(1.015)]
    [InlineData(0.985)]
    public void Frequencies_off_by_one_and_a_half_percent_are_accepted(double factor)
    {
        foreach (var key in Keys)
        {
            Assert.Equal($"{key}", Hear([.. Press(key, factor: factor), .. Silence(50)]));
        }
    }

    [Fact]
    public void Keys_are_heard_through_noise()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var pressed = Signal.Sum(Press('6'), Signal.Noise(800, 1500, seed));

            Assert.Equal("6", Hear([.. pressed, .. Silence(50)]));
        }
    }

    [Fact]
    public void A_tone_of_40_ms_is_long_enough_wherever_it_begins()
    {
        for (var offset = 0; offset < 102; offset += 3)
        {
            Assert.Equal("2", Hear([.. new short[offset], .. Press('2').Take(320), .. Silence(50)]));
        }
    }

    [Fact]
    public void Noise_alone_is_no_key() => Assert.Equal("", Hear(Signal.Noise(80_000, 8000, 99)));

    [Fact]
    public void Speech_is_no_key_at_any_level()
    {
        var speech = Speech();

        foreach (var gain in (double[])[0.1, 0.3, 1, 2])
        {
            Assert.Equal("", Hear([.. speech.Select(sample => (short)Math.Clamp(sample * gain, -32768, 32767))]));
        }
    }

    [Fact]
    public void A_key_is_heard_through_the_codecs()
    {
        foreach (var codec in Enum.GetValues<AudioCodec>())
        {
            var octets = new byte[1200];
            var decoded = new short[1200];
            new AudioEncoder(codec, 8000).Encode([.. Press('9'), .. Silence(50)], octets);
            new AudioDecoder(codec, 8000).Decode(octets, decoded);

            Assert.Equal("9", Hear(decoded));
        }
    }

    private static string Hear(short[] samples)
    {
        var detector = new DtmfDetector();

        return string.Concat(samples.Chunk(160).Select(chunk => detector.Receive(chunk)));
    }

    private static short[] Silence(int milliseconds) => new short[milliseconds * 8];

    private static short[] Press(char key, double low = 7000, double high = 7000, double factor = 1)
    {
        var position = Keys.IndexOf(key, StringComparison.Ordinal);

        return Signal.Sum(
            Signal.Sine(Rows[position / 4] * factor, 8000, 800, low),
            Signal.Sine(Columns[position % 4] * factor, 8000, 800, high));
    }

    private static short[] Speech()
    {
        var wav = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Speech", "prompts.wav"));

        return [.. wav.Skip(44).Chunk(2).Select(pair => BinaryPrimitives.ReadInt16LittleEndian(pair))];
    }
}
