using System.Net;

namespace Perch.Sip;

/// <summary>One m= line with what belongs to it; what the session says for all streams is filled in.</summary>
public sealed record SdpMedia
{
    /// <summary>Such as <c>audio</c>, in lower case.</summary>
    public required string Kind { get; init; }

    /// <summary>0 where the stream is refused or switched off.</summary>
    public required int Port { get; init; }

    /// <summary>Such as <c>RTP/AVP</c>.</summary>
    public required string Protocol { get; init; }

    /// <summary>As they stand after the protocol; numbers for RTP.</summary>
    public required string FormatList { get; init; }

    /// <summary>Null where the connection line names a host, or an address no one phone can have.</summary>
    public IPAddress? Address { get; init; }

    /// <summary>What its formats are; only for RTP.</summary>
    public IReadOnlyList<SdpFormat> Formats { get; init; } = [];

    public SdpDirection Direction { get; init; } = SdpDirection.SendRecv;

    /// <summary>What the writer wants to receive, in milliseconds; 0 where it does not say.</summary>
    public int PacketTimeMs { get; init; }

    /// <summary>0 where it does not say.</summary>
    public int MaxPacketTimeMs { get; init; }

    /// <summary>RFC 3605: where RTCP goes, if it is said and not the port after <see cref="Port"/>.</summary>
    public IPEndPoint? Rtcp { get; init; }

    /// <summary>The feedback profile answers well to plain RTP; the encrypted ones do not.</summary>
    public bool IsPlainRtpAudio =>
        Kind == "audio" && Port != 0 && Protocol.ToUpperInvariant() is "RTP/AVP" or "RTP/AVPF";

    /// <summary>RFC 3264 §8.4: how RFC 2543 put on hold, with <c>c=0.0.0.0</c>.</summary>
    public bool HasNoAddress => Address is not null && (Address.Equals(IPAddress.Any) || Address.Equals(IPAddress.IPv6Any));

    /// <summary>The direction, an address of zeros taken as "do not send me anything".</summary>
    public SdpDirection EffectiveDirection => HasNoAddress ? Direction & SdpDirection.SendOnly : Direction;

    internal SdpFormat? Find(string name) => Formats.FirstOrDefault(format => format.Is(name));
}
