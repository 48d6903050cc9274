namespace Perch.Sip;

/// <summary>One payload type of an audio stream.</summary>
/// <param name="PayloadType">0 to 127.</param>
/// <param name="Name">As <c>a=rtpmap</c> names it, or as RFC 3551 does for a static payload type; empty when unknown.</param>
/// <param name="ClockRate">0 when unknown.</param>
public sealed record SdpFormat(int PayloadType, string Name, int ClockRate)
{
    /// <summary>The format that a static payload type stands for without an rtpmap line.</summary>
    internal static SdpFormat Static(int payloadType) =>
        Enum.IsDefined((SdpCodec)payloadType)
            ? new(payloadType, ((SdpCodec)payloadType).EncodingName(), SdpCodecs.ClockRate)
            : new(payloadType, "", 0);

    /// <summary>Names compare in any case (RFC 8866 §6.6).</summary>
    internal bool Is(string name) =>
        ClockRate == SdpCodecs.ClockRate && Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
