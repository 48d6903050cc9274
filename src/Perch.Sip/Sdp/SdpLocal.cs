using System.Net;

namespace Perch.Sip;

/// <summary>What we say about ourselves in every description of one leg.</summary>
/// <param name="Rtp">The address to tell the peer, concrete and reachable for it, and our RTP port.</param>
/// <param name="SessionId">Random, for the o= line.</param>
public sealed record SdpLocal(IPEndPoint Rtp, long SessionId)
{
    /// <summary>What we offer for keys where the peer has not chosen another number.</summary>
    public int TelephoneEventPayloadType { get; init; } = 101;

    /// <summary>What we would like to receive.</summary>
    public int PacketTimeMs { get; init; } = AudioAgreement.UsualPacketTimeMs;

    /// <summary>False to speak without telephone-event, as some old phones do.</summary>
    public bool OffersTelephoneEvents { get; init; } = true;
}
