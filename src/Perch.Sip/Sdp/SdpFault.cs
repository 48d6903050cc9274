namespace Perch.Sip;

/// <summary>Why a session description, or what it asks for, cannot be accepted.</summary>
public enum SdpFault
{
    None,

    /// <summary>Does not begin with <c>v=0</c>.</summary>
    NotSdp,

    /// <summary>A line that is required or understood is not as RFC 8866 says.</summary>
    Malformed,

    /// <summary>Beyond <see cref="SdpLimits"/>.</summary>
    TooLong,

    /// <summary>No audio stream over RTP/AVP that is switched on.</summary>
    NoAudio,

    NoCommonCodec,

    /// <summary>The answer does not belong to our offer: the audio is missing, or has a codec that we did not offer.</summary>
    WrongAnswer,

    /// <summary>The answer switches our audio off (port 0).</summary>
    Refused,

    /// <summary>An offer came before ours was answered, or an answer without an offer.</summary>
    OutOfTurn,
}

/// <summary>What each fault becomes in SIP.</summary>
public static class SdpFaults
{
    /// <summary>For a request that carried the description; 0 for <see cref="SdpFault.None"/>.</summary>
    public static int Status(this SdpFault fault) => fault switch
    {
        SdpFault.None => 0,
        SdpFault.NotSdp or SdpFault.Malformed or SdpFault.TooLong => 400,

        // RFC 3261 §21.4.26, and RFC 3264 §6 for an offer that cannot be answered.
        SdpFault.NoAudio or SdpFault.NoCommonCodec or SdpFault.WrongAnswer or SdpFault.Refused => 488,

        // RFC 3311 §5.2.
        SdpFault.OutOfTurn => 491,
    };
}

/// <summary>What a description from the wire may be at most; its bytes are bounded by <see cref="SipLimits"/>.</summary>
public static class SdpLimits
{
    public const int MaxLines = 1024;

    public const int MaxMedia = 16;

    /// <summary>Formats of one m= line, and rtpmap lines below it.</summary>
    public const int MaxFormats = 64;
}
