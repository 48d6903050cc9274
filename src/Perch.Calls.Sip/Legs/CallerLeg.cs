using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>The leg of a phone that called us (RFC 3261 §13.3).</summary>
internal sealed class CallerLeg : Leg
{
    private readonly Device? _phone;
    private readonly bool _offered;
    private ServerTransaction _invite = null!;
    private SessionTimerAnswer _timer;
    private bool _rang;

    /// <summary>The INVITE's offer is in <paramref name="media"/> already; <see cref="Begin"/> follows.</summary>
    public CallerLeg(CallServices services, ILegOwner owner, LegMedia media, (SipFlow Flow, Device? Phone) from)
        : base(services, owner, media, from.Flow)
    {
        _phone = from.Phone;
        media.Use = from.Phone is { } phone ? services.Phones.Begin(phone.Id, isUsed: true) : null;
        _offered = media.Pending == SdpPending.TheirOffer;
        Changes.StartTheirs();
    }

    protected override Device? Phone => _phone;

    public override byte[] LocalTag => _invite.ToTag;

    /// <summary>183 with a description was sent: what we play is heard before the answer.</summary>
    public bool HasEarlyMedia { get; private set; }

    /// <summary>The Call-ID as the phone shows it; null before <see cref="Begin"/>.</summary>
    public string? SipCallId => Dialog is { } dialog ? System.Text.Encoding.Latin1.GetString(dialog.CallId) : null;

    /// <summary>What later hops have left (RFC 3261 §16.6 step 3).</summary>
    public int MaxForwards =>
        Ascii.TryReadUInt(_invite.Request[HeaderId.MaxForwards], out var hops) ? (int)hops : SipRequests.UsualMaxForwards;

    /// <summary>Takes the transaction that was accepted for this leg.</summary>
    public void Begin(ServerTransaction invite, in SessionTimerAnswer timer)
    {
        _invite = invite;
        _timer = timer;
        Dialog = Dialog.FromRequest(invite.Request, invite.ToTag);
        NoteAbilities(invite.Request);
        Services.Dialogs.Add(this);
    }

    /// <summary>180, once, and not where the caller hears us already.</summary>
    public void Ring()
    {
        if (State != LegState.Early || _rang || HasEarlyMedia)
        {
            return;
        }

        _rang = true;
        var response = StartDialogResponse(180);
        WriteContact(response);
        response.Header(HeaderId.Allow, RequestFaults.Allow);
        response.NoBody();
        _invite.Respond(response);
    }

    /// <summary>183 with our answer. False where that cannot be: the offer is still to come.</summary>
    public bool StartEarlyMedia(IReadOnlyList<SdpCodec> codecs)
    {
        if (State != LegState.Early || HasEarlyMedia)
        {
            return true;
        }

        if (!_offered || Media.Answer(codecs, SdpDirection.SendRecv, out var answer) != SdpFault.None)
        {
            return false;
        }

        HasEarlyMedia = true;
        var response = StartDialogResponse(183);
        WriteContact(response);
        response.Header(HeaderId.Allow, RequestFaults.Allow);
        response.Body(SdpBody.ContentType, answer);
        _invite.Respond(response);

        return true;
    }

    /// <summary>200, repeated until the ACK. Does nothing where the leg is answered or over.</summary>
    public void Answer(IReadOnlyList<SdpCodec> codecs)
    {
        if (State != LegState.Early || Description(codecs) is not { } sdp)
        {
            return;
        }

        State = LegState.Answered;
        Dialog!.Confirm();
        Changes.EndTheirs();

        if (!_offered)
        {
            Changes.StartOurs();
        }

        var response = StartDialogResponse(200);
        WriteAboutUs(response, isRequest: false);
        SessionTimer.WriteAnswer(response, _timer);
        response.Body(SdpBody.ContentType, sdp);

        // Before the answer goes out: who has it may count on the clock.
        StartClock(_timer.Interval);
        AnswerInvite(_invite, response);
    }

    /// <summary>Ends a leg that is not answered.</summary>
    public void Refuse(int status, RequestFault fault = RequestFault.None)
    {
        if (State != LegState.Early)
        {
            return;
        }

        if (_invite is null)
        {
            // The same INVITE came by another connection at the same moment, and has a transaction there.
            State = LegState.Closed;
            Media.Dispose();
            return;
        }

        var response = _invite.StartResponse(status);
        RequestFaults.WriteHeaders(response, _invite.Request, fault, Services.Options.RetryAfterSeconds);
        response.NoBody();
        _invite.Respond(response);
        End(LegEnd.ByUs);
    }

    protected override bool IsFirst(ServerTransaction transaction) => transaction == _invite;

    protected override void OnGivenUp()
    {
        if (State == LegState.Early)
        {
            _invite.Respond(487);
            End(LegEnd.Cancelled);
        }
    }

    /// <summary>RFC 3261 §12.1.1: the caller learns its route set from what its proxies had written.</summary>
    private SipWriter StartDialogResponse(int status)
    {
        var response = _invite.StartResponse(status);
        response.Copy(_invite.Request, HeaderId.RecordRoute);

        return response;
    }

    /// <summary>Our answer, the one that 183 carried where it did, or our offer where the caller made none.</summary>
    private byte[]? Description(IReadOnlyList<SdpCodec> codecs)
    {
        if (HasEarlyMedia)
        {
            return Media.LastSent.ToArray();
        }

        if (!_offered)
        {
            return Media.Offer(codecs, SdpDirection.SendRecv);
        }

        if (Media.Answer(codecs, SdpDirection.SendRecv, out var answer) == SdpFault.None)
        {
            return answer;
        }

        Refuse(488, RequestFault.NotAcceptable);

        return null;
    }
}
