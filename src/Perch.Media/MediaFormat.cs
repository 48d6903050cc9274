using System.Net;
using Perch.Rtp;

namespace Perch.Media;

/// <summary>Which way audio flows, as we see it (RFC 3264 §5.1).</summary>
public enum MediaDirection
{
    Inactive,
    SendOnly,
    RecvOnly,
    SendRecv,
}

/// <summary>What an offer and its answer agreed on for one port.</summary>
/// <param name="PayloadType">Of <paramref name="Codec"/>, both ways.</param>
/// <param name="TelephoneEventPayloadType">Null when digits come and go as audio.</param>
/// <param name="RemoteRtp">Null when it is not known: nothing is sent until a packet shows it.</param>
/// <param name="RemoteRtcp">Null for the port after <paramref name="RemoteRtp"/>.</param>
public sealed record MediaFormat(
    AudioCodec Codec,
    int PayloadType,
    int? TelephoneEventPayloadType,
    int PacketTimeMs,
    IPEndPoint? RemoteRtp,
    IPEndPoint? RemoteRtcp = null)
{
    public MediaDirection Direction { get; init; } = MediaDirection.SendRecv;

    internal bool Sends => Direction is MediaDirection.SendRecv or MediaDirection.SendOnly;

    internal bool Receives => Direction is MediaDirection.SendRecv or MediaDirection.RecvOnly;
}
