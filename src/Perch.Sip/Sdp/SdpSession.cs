namespace Perch.Sip;

/// <summary>Whose description waits for an answer.</summary>
public enum SdpPending
{
    Nothing,
    OurOffer,
    TheirOffer,
}

/// <summary>
/// RFC 3264: our side of one dialog's session over its whole life: one audio stream, whatever else the peer proposes.
/// An offer that is not answered changes nothing (<see cref="Withdraw"/>). Not thread-safe.
/// </summary>
public sealed class SdpSession(SdpLocal local)
{
    private static readonly SdpLine[] JustAudio = [new("audio", "RTP/AVP", "0")];

    private IReadOnlyList<SdpLine> _lines = [];
    private int _audioAt;
    private IReadOnlyList<SdpCodec> _offered = [];
    private SdpDirection _offeredDirection;
    private SessionDescription _theirs = SessionDescription.Empty;
    private SdpMedia? _theirAudio;
    private long _version;

    public SdpLocal Local { get; } = local;

    public SdpPending Pending { get; private set; }

    /// <summary>What is in force; null before the first answer.</summary>
    public AudioAgreement? Agreed { get; private set; }

    /// <summary>The description we sent last; what a repeated 1xx or 2xx carries again. Empty before the first.</summary>
    public ReadOnlyMemory<byte> LastSent { get; private set; }

    /// <summary>The codecs of the peer's latest description that we speak, in its order.</summary>
    public IReadOnlyList<SdpCodec> RemoteCodecs { get; private set; } = [];

    /// <summary>The direction in the peer's latest description as the peer sees it: <c>SendOnly</c> is hold.</summary>
    public SdpDirection RemoteDirection => _theirAudio?.EffectiveDirection ?? SdpDirection.SendRecv;

    /// <summary>An offer, the first or a later one; a delayed INVITE's 2xx carries one too.</summary>
    /// <param name="codecs">Best first.</param>
    /// <param name="direction">As we see it: <c>SendOnly</c> or <c>Inactive</c> puts the peer on hold.</param>
    public byte[] CreateOffer(IReadOnlyList<SdpCodec> codecs, SdpDirection direction = SdpDirection.SendRecv)
    {
        if (Pending != SdpPending.Nothing)
        {
            throw new InvalidOperationException($"There is an offer already: {Pending}.");
        }

        Pending = SdpPending.OurOffer;
        _offered = codecs;
        _offeredDirection = direction;
        var lines = _lines.Count == 0 ? JustAudio : _lines;

        return Send(lines, _audioAt, new(OfferedFormats(codecs), direction, Local.PacketTimeMs));
    }

    /// <summary>Takes the peer's offer; <see cref="TryCreateAnswer"/> or <see cref="Withdraw"/> follows.</summary>
    public SdpFault ReceiveOffer(ReadOnlySpan<byte> offer)
    {
        if (Pending != SdpPending.Nothing)
        {
            return SdpFault.OutOfTurn;
        }

        var fault = SessionDescription.TryParse(offer, out var theirs);

        if (fault != SdpFault.None)
        {
            return fault;
        }

        var audio = FindAudio(theirs);

        if (audio is null)
        {
            return SdpFault.NoAudio;
        }

        if (CodecsOf(audio) is not { Count: > 0 } codecs)
        {
            return SdpFault.NoCommonCodec;
        }

        _theirs = theirs;
        _theirAudio = audio;
        RemoteCodecs = codecs;
        Pending = SdpPending.TheirOffer;

        return SdpFault.None;
    }

    /// <summary>Answers with one codec and telephone-event. On a fault the offer is withdrawn.</summary>
    /// <param name="preferred">The first of these that was offered is taken.</param>
    /// <param name="wish">As we see it; the answer says as much of it as the offer allows.</param>
    public SdpFault TryCreateAnswer(IReadOnlyList<SdpCodec> preferred, SdpDirection wish, out byte[] answer)
    {
        answer = [];

        if (Pending != SdpPending.TheirOffer || _theirAudio is not { } audio)
        {
            return SdpFault.OutOfTurn;
        }

        Pending = SdpPending.Nothing;

        if (Choose(audio, preferred) is not { } format)
        {
            return SdpFault.NoCommonCodec;
        }

        // RFC 3264 §6.1: sendonly is answered by recvonly or inactive, and so on.
        var direction = wish & audio.EffectiveDirection.Reverse();
        var events = Local.OffersTelephoneEvents ? audio.Find(SdpCodecs.TelephoneEvent) : null;
        SdpFormat[] formats = events is null ? [format] : [format, events];
        _lines = [.. _theirs.Media.Select(media => new SdpLine(media.Kind, media.Protocol, media.FormatList))];
        _audioAt = IndexOf(audio);
        Agree(audio, format, events, direction);
        answer = Send(_lines, _audioAt, new(formats, direction, Agreed!.PacketTimeMs));

        return SdpFault.None;
    }

    /// <summary>Takes the answer to our offer. On a fault the offer counts as withdrawn.</summary>
    public SdpFault ReceiveAnswer(ReadOnlySpan<byte> answer)
    {
        if (Pending != SdpPending.OurOffer)
        {
            return SdpFault.OutOfTurn;
        }

        Pending = SdpPending.Nothing;
        var fault = SessionDescription.TryParse(answer, out var theirs);

        if (fault != SdpFault.None)
        {
            return fault;
        }

        if (theirs.Media.ElementAtOrDefault(_audioAt) is not { Kind: "audio" } audio)
        {
            return SdpFault.WrongAnswer;
        }

        if (audio.Port == 0)
        {
            return SdpFault.Refused;
        }

        if (!audio.IsPlainRtpAudio || Choose(audio, CodecsOf(audio, _offered)) is not { } format)
        {
            return SdpFault.WrongAnswer;
        }

        _theirs = theirs;
        _theirAudio = audio;
        RemoteCodecs = CodecsOf(audio);
        _lines = _lines.Count == 0 ? JustAudio : _lines;
        var events = Local.OffersTelephoneEvents ? audio.Find(SdpCodecs.TelephoneEvent) : null;
        Agree(audio, format, events, _offeredDirection & audio.EffectiveDirection.Reverse());

        return SdpFault.None;
    }

    /// <summary>The offer at hand, ours or theirs, was refused or came to nothing: the session stays as it was.</summary>
    public void Withdraw() => Pending = SdpPending.Nothing;

    /// <summary>The same state for another early dialog of one INVITE (forking).</summary>
    public SdpSession Fork() => (SdpSession)MemberwiseClone();

    private void Agree(SdpMedia audio, SdpFormat format, SdpFormat? events, SdpDirection direction) =>
        Agreed = new(SdpCodecs.Find(format)!.Value, format.PayloadType, direction)
        {
            TelephoneEventPayloadType = events?.PayloadType,
            PacketTimeMs = AudioAgreement.PacketTimeFor(audio),
            RemoteRtp = audio.Address is { } address && !audio.HasNoAddress ? new(address, audio.Port) : null,
            RemoteRtcp = audio.HasNoAddress ? null : audio.Rtcp,
            HeldByPeer = !audio.EffectiveDirection.Receives(),
        };

    /// <summary>Writes, with a version one higher than before where anything else changed (RFC 3264 §8).</summary>
    private byte[] Send(IReadOnlyList<SdpLine> lines, int audioAt, SdpAudio audio)
    {
        var sent = SdpWriter.Write(Local, _version, lines, audioAt, audio);

        if (!sent.AsSpan().SequenceEqual(LastSent.Span))
        {
            sent = SdpWriter.Write(Local, ++_version, lines, audioAt, audio);
        }

        LastSent = sent;

        return sent;
    }

    /// <summary>RFC 3264 §8.3.2: a number that has come to mean a format in this session keeps its meaning.</summary>
    private List<SdpFormat> OfferedFormats(IReadOnlyList<SdpCodec> codecs)
    {
        var formats = codecs
            .Select(codec => new SdpFormat(NumberOf(codec), codec.EncodingName(), SdpCodecs.ClockRate)).ToList();

        if (Local.OffersTelephoneEvents)
        {
            var number = Agreed?.TelephoneEventPayloadType ?? Local.TelephoneEventPayloadType;
            formats.Add(new(number, SdpCodecs.TelephoneEvent, SdpCodecs.ClockRate));
        }

        return formats;
    }

    private int NumberOf(SdpCodec codec) => Agreed?.Codec == codec ? Agreed.PayloadType : (int)codec;

    /// <summary>The stream that is our audio already, where it still can be, else the first that can.</summary>
    private SdpMedia? FindAudio(SessionDescription theirs) =>
        _lines.Count > 0 && theirs.Media.ElementAtOrDefault(_audioAt) is { IsPlainRtpAudio: true } same
            ? same
            : theirs.Media.FirstOrDefault(media => media.IsPlainRtpAudio);

    private int IndexOf(SdpMedia audio)
    {
        for (var index = 0; index < _theirs.Media.Count; index++)
        {
            if (ReferenceEquals(_theirs.Media[index], audio))
            {
                return index;
            }
        }

        throw new InvalidOperationException("The audio is not of this description.");
    }

    private static SdpFormat? Choose(SdpMedia audio, IReadOnlyList<SdpCodec> preferred) =>
        preferred.Select(codec => audio.Find(codec.EncodingName())).FirstOrDefault(format => format is not null);

    private static List<SdpCodec> CodecsOf(SdpMedia audio, IReadOnlyList<SdpCodec>? among = null) =>
    [
        .. audio.Formats.Select(SdpCodecs.Find).OfType<SdpCodec>()
            .Where(codec => among?.Contains(codec) ?? true).Distinct(),
    ];
}
