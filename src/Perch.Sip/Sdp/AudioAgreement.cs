using System.Net;

namespace Perch.Sip;

/// <summary>What an offer and its answer agreed on for our one audio stream.</summary>
/// <param name="Codec">The one codec, both ways.</param>
/// <param name="PayloadType">Of <paramref name="Codec"/>, both ways.</param>
/// <param name="Direction">As we see it.</param>
public sealed record AudioAgreement(SdpCodec Codec, int PayloadType, SdpDirection Direction)
{
    /// <summary>Null where telephone-event was not agreed on: keys come and go as audio or as INFO.</summary>
    public int? TelephoneEventPayloadType { get; init; }

    /// <summary>What the peer wants to receive in one packet; 10 to 60, 20 where it does not say.</summary>
    public int PacketTimeMs { get; init; } = UsualPacketTimeMs;

    /// <summary>Null where the peer named a host or zeros: its first packet shows where it is.</summary>
    public IPEndPoint? RemoteRtp { get; init; }

    /// <summary>Null for the port after <see cref="RemoteRtp"/>.</summary>
    public IPEndPoint? RemoteRtcp { get; init; }

    /// <summary>The peer does not want to hear us: it has us on hold.</summary>
    public bool HeldByPeer { get; init; }

    public const int UsualPacketTimeMs = 20;

    /// <summary>Packets of whole tens of milliseconds, as every codec here can make them.</summary>
    internal static int PacketTimeFor(SdpMedia remote)
    {
        var wanted = remote.PacketTimeMs == 0 ? UsualPacketTimeMs : remote.PacketTimeMs;
        var most = remote.MaxPacketTimeMs == 0 ? 60 : remote.MaxPacketTimeMs;

        return Math.Clamp(Math.Min(wanted, most) / 10 * 10, 10, 60);
    }
}
