namespace Perch.Rtp;

/// <summary>The codecs we speak; the value is the static payload type of RFC 3551 §6.</summary>
public enum AudioCodec
{
    Pcmu = 0,
    Pcma = 8,
    G722 = 9,
}

/// <summary>Facts about each <see cref="AudioCodec"/>.</summary>
public static class AudioCodecs
{
    /// <summary>All three codecs carry 64 kbit/s, so a millisecond is eight octets in each.</summary>
    public const int OctetsPerMillisecond = 8;

    // RFC 3551 §4.5.2: G.722's clock rate stays 8000 in RTP although it samples at 16 kHz.
    /// <summary>The RTP clock rate of every codec here.</summary>
    public const int ClockRate = 8000;

    /// <summary>Audio samples a second.</summary>
    public static int SampleRate(this AudioCodec codec) => codec switch
    {
        AudioCodec.Pcmu or AudioCodec.Pcma => 8000,
        AudioCodec.G722 => 16000,
    };

    /// <summary>Samples that one encoded octet stands for.</summary>
    public static int SamplesPerOctet(this AudioCodec codec) => codec.SampleRate() / ClockRate;

    /// <summary>The name in SDP's <c>a=rtpmap</c>.</summary>
    public static string EncodingName(this AudioCodec codec) => codec switch
    {
        AudioCodec.Pcmu => "PCMU",
        AudioCodec.Pcma => "PCMA",
        AudioCodec.G722 => "G722",
    };

    /// <summary>The codec of an <c>a=rtpmap</c> name and clock rate; null when we do not speak it.</summary>
    public static AudioCodec? FromEncodingName(ReadOnlySpan<char> name, int clockRate) => clockRate != ClockRate
        ? null
        : name switch
        {
            _ when name.Equals("PCMU", StringComparison.OrdinalIgnoreCase) => AudioCodec.Pcmu,
            _ when name.Equals("PCMA", StringComparison.OrdinalIgnoreCase) => AudioCodec.Pcma,
            _ when name.Equals("G722", StringComparison.OrdinalIgnoreCase) => AudioCodec.G722,
            _ => null,
        };
}
