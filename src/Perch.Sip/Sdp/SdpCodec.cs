namespace Perch.Sip;

/// <summary>The codecs we offer and answer; the value is the static payload type of RFC 3551 §6.</summary>
public enum SdpCodec
{
    Pcmu = 0,
    Pcma = 8,
    G722 = 9,
}

/// <summary>Codecs as <c>a=rtpmap</c> names them.</summary>
public static class SdpCodecs
{
    /// <summary>RFC 3551 §4.5.2: also G.722's, although it samples at 16 kHz.</summary>
    internal const int ClockRate = 8000;

    internal const string TelephoneEvent = "telephone-event";

    private static readonly SdpCodec[] Everything = [SdpCodec.G722, SdpCodec.Pcmu, SdpCodec.Pcma];

    /// <summary>Best sound first.</summary>
    public static IReadOnlyList<SdpCodec> All => Everything;

    public static string EncodingName(this SdpCodec codec) => codec switch
    {
        SdpCodec.Pcmu => "PCMU",
        SdpCodec.Pcma => "PCMA",
        SdpCodec.G722 => "G722",
    };

    /// <summary>Null for a codec that we do not speak.</summary>
    internal static SdpCodec? Find(SdpFormat format)
    {
        foreach (var codec in Everything)
        {
            if (format.Is(codec.EncodingName()))
            {
                return codec;
            }
        }

        return null;
    }
}
