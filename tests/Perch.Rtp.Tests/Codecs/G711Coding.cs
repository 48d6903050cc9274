namespace Perch.Rtp.Tests;

public sealed class G711Coding
{
    [Theory]
    [InlineData(0, 0xFF, 0xD5)]
    [InlineData(32767, 0x80, 0xAA)]
    [InlineData(-32768, 0x00, 0x2A)]
    [InlineData(1000, 0xCE, 0xFA)]
    [InlineData(-1000, 0x4E, 0x7A)]
    public void Known_samples_have_their_codes(short sample, byte mu, byte a)
    {
        Assert.Equal(mu, G711.EncodeMu(sample));
        Assert.Equal(a, G711.EncodeA(sample));
    }

    [Theory]
    [InlineData(0x80, 32124)]
    [InlineData(0x00, -32124)]
    [InlineData(0xFF, 0)]
    public void Known_mu_law_codes_have_their_samples(byte code, short sample) =>
        Assert.Equal(sample, G711.DecodeMu(code));

    [Theory]
    [InlineData(0xAA, 32256)]
    [InlineData(0x2A, -32256)]
    [InlineData(0xD5, 8)]
    [InlineData(0x55, -8)]
    public void Known_a_law_codes_have_their_samples(byte code, short sample) =>
        Assert.Equal(sample, G711.DecodeA(code));

    [Fact]
    public void Every_code_survives_decoding_and_encoding()
    {
        for (var code = 0; code < 256; code++)
        {
            // µ-law has two zeros; the negative one comes back as the positive.
            Assert.Equal(code == 0x7F ? 0xFF : code, G711.EncodeMu(G711.DecodeMu((byte)code)));
            Assert.Equal(code, G711.EncodeA(G711.DecodeA((byte)code)));
        }
    }

    [Fact]
    public void The_error_stays_within_the_step_of_the_segment()
    {
        for (int sample = short.MinValue; sample <= short.MaxValue; sample++)
        {
            var tolerance = Math.Max(16, Math.Abs(sample) / 24);

            Assert.InRange(G711.DecodeMu(G711.EncodeMu((short)sample)) - sample, -tolerance, tolerance);
            Assert.InRange(G711.DecodeA(G711.EncodeA((short)sample)) - sample, -tolerance, tolerance);
        }
    }
}
