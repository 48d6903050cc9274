using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Perch.Rtp.Tests;

public sealed class G722Coding
{
    // Made once with SpanDSP's codec, which passes the test vectors of ITU-T G.722 appendix II.
    private const string EncodedHash = "585fb06963f61fde87b34cbafd6ac8e96a7e0ab3fe093e2ec78c0b4352ca9d5e";
    private const string DecodedHash = "1b7cbf392261f1bdaacf31ee557901de26eb31fcf06559f22be36484ab187ddb";

    [Fact]
    public void The_encoder_agrees_bit_by_bit_with_a_certified_one()
    {
        var octets = new byte[16000];

        new G722Encoder().Encode(LoudAndBroad(), octets);

        Assert.Equal(EncodedHash, Hash(octets));
    }

    [Fact]
    public void The_decoder_agrees_bit_by_bit_with_a_certified_one()
    {
        var octets = new byte[16000];
        var samples = new short[32000];
        new G722Encoder().Encode(LoudAndBroad(), octets);

        new G722Decoder().Decode(octets, samples);

        Assert.Equal(DecodedHash, Hash(MemoryMarshal.AsBytes<short>(samples)));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(1000)]
    [InlineData(3400)]
    [InlineData(6500)]
    public void A_tone_comes_through_clearly(int frequency)
    {
        var samples = Signal.Sine(frequency, 16000, 16000, 8000);
        var octets = new byte[8000];
        var decoded = new short[16000];

        new G722Encoder().Encode(samples, octets);
        new G722Decoder().Decode(octets, decoded);

        Assert.True(Signal.BestSnr(samples, decoded, maxDelay: 40) > 15);
    }

    /// <summary>Rising triangles under noise, by integers alone, so that every machine makes the same.</summary>
    private static short[] LoudAndBroad()
    {
        var samples = new short[32000];
        var random = 12345L;

        for (var index = 0; index < samples.Length; index++)
        {
            random = ((random * 1103515245) + 12345) & 0x7FFFFFFF;
            var triangle = (Math.Abs((index * (1 + (index / 4000)) % 160) - 80) * 300) - 12000;
            samples[index] = (short)Math.Clamp(triangle + (int)((random >> 16) & 0x3FFF) - 8192, -32768, 32767);
        }

        return samples;
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
