using System.Net;
using System.Security.Cryptography;
using Perch.Media;
using Perch.Rtp;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>One leg's RTP ports, and what was agreed about them.</summary>
internal sealed class LegMedia : IDisposable
{
    private SdpSession _session;
    private SdpSession? _unanswered;
    private SdpDirection _offered;

    private LegMedia(MediaPort port, SdpSession session)
    {
        Port = port;
        _session = session;
    }

    public MediaPort Port { get; }

    /// <summary>The codecs the peer can use, its best first; all of ours while it has not said.</summary>
    public IReadOnlyList<SdpCodec> PeerCodecs => _session.RemoteCodecs is { Count: > 0 } said ? said : SdpCodecs.All;

    public SdpCodec? Codec => _session.Agreed?.Codec;

    public bool IsAgreed => _session.Agreed is not null;

    /// <summary>Whose description waits for an answer.</summary>
    public SdpPending Pending => _session.Pending;

    /// <summary>
    /// What this peer itself wants to send and hear, whatever it was limited to for the other side's sake. The other
    /// side's peer is told the same of us: we send it what this one sends, and hear it where this one listens.
    /// </summary>
    public SdpDirection Passes { get; private set; } = SdpDirection.SendRecv;

    /// <summary>The peer holds us, or we hold it.</summary>
    public bool IsOnHold => _session.Agreed is { } agreed && agreed.Direction != SdpDirection.SendRecv;

    /// <summary>The answer sent last, for repeating it in another response.</summary>
    public ReadOnlyMemory<byte> LastSent => _session.LastSent;

    /// <summary>Null when no port is left; calls for help have a reserve of their own.</summary>
    public static LegMedia? TryOpen(MediaEngine engine, SipStack stack, in SipFlow flow, bool forHelp = false)
    {
        // Bound to all addresses: with a NAT in front, the address that peers are told is not ours.
        var any = flow.Remote.IsIpv6 ? IPAddress.IPv6Any : IPAddress.Any;

        if (engine.TryOpen(any, forHelp) is not { } port)
        {
            return null;
        }

        var told = new IPEndPoint(stack.LocalAddressTo(flow).ToIPAddress(), port.RtpPort);

        return new(port, new(new(told, RandomNumberGenerator.GetInt32(int.MaxValue))));
    }

    public byte[] Offer(IReadOnlyList<SdpCodec> codecs, SdpDirection direction)
    {
        var offer = _session.CreateOffer(codecs, direction);
        _offered = direction.Reverse();
        _unanswered = IsAgreed ? null : _session.Fork();

        return offer;
    }

    /// <summary>
    /// Takes the answer to our offer. One in a provisional response may be followed by another, from another early
    /// dialog or after early media, so the first offer can be answered again.
    /// </summary>
    public SdpFault TakeAnswer(ReadOnlySpan<byte> answer)
    {
        var session = _unanswered?.Fork() ?? _session;
        var fault = session.ReceiveAnswer(answer);

        if (fault == SdpFault.None)
        {
            _session = session;

            // An answer says nothing of the ways that were not offered.
            Passes = (session.RemoteDirection & _offered) | (Passes & ~_offered);
            Apply();
        }

        return fault;
    }

    /// <summary>No other answer to the first offer is taken from now on.</summary>
    public void Settle() => _unanswered = null;

    public SdpFault TakeOffer(ReadOnlySpan<byte> offer) => _session.ReceiveOffer(offer);

    public SdpFault Answer(IReadOnlyList<SdpCodec> preferred, SdpDirection wish, out byte[] answer)
    {
        var fault = _session.TryCreateAnswer(preferred, wish, out answer);

        if (fault == SdpFault.None)
        {
            Passes = _session.RemoteDirection;
            Apply();
        }

        return fault;
    }

    /// <summary>The offer at hand came to nothing.</summary>
    public void Withdraw() => _session.Withdraw();

    /// <summary>What the phone is busy with as long as this lasts; null where it is no phone of ours.</summary>
    public PhoneActivity.PhoneUse? Use { get; set; }

    public void Dispose()
    {
        Port.Dispose();
        Use?.Dispose();
    }

    private void Apply()
    {
        var agreed = _session.Agreed!;
        Port.Configure(new(
            (AudioCodec)(int)agreed.Codec,
            agreed.PayloadType,
            agreed.TelephoneEventPayloadType,
            agreed.PacketTimeMs,
            agreed.RemoteRtp,
            agreed.RemoteRtcp)
        {
            Direction = (MediaDirection)(int)agreed.Direction,
        });
    }
}
