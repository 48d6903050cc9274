using System.Text;
using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Whoever rings a phone; told on the strand.</summary>
internal interface IRingOwner
{
    void OnRinging(CalledLeg leg);

    /// <summary>The phone sends audio before it answers (183 with a description).</summary>
    void OnEarlyMedia(CalledLeg leg);

    void OnAnswered(CalledLeg leg);

    void OnNotAnswered(CalledLeg leg, TargetOutcome outcome);

    /// <summary>The phone names another number (3xx); whether that is followed is the owner's affair.</summary>
    void OnRedirected(CalledLeg leg, string number);
}

/// <summary>The leg of a phone that we ring (RFC 3261 §13.2).</summary>
internal sealed class CalledLeg : Leg, ILeg
{
    private const string ElsewhereReason = "SIP;cause=200;text=\"Call completed elsewhere\"";

    private readonly RingTarget _target;
    private readonly InviteTemplate _template;
    private readonly IRingOwner _ring;
    private readonly byte[] _callId = SipTokens.NewBranch()[SipTokens.MagicCookie.Length..];
    private ClientTransaction? _invite;
    private uint _cseq = 1;
    private bool _cancelled;
    private byte[] _offer = [];

    public CalledLeg(
        CallServices services, ILegOwner owner, LegMedia media, (RingTarget Target, InviteTemplate Template, IRingOwner Ring) what)
        : base(services, owner, media, what.Target.Binding.Flow)
    {
        (_target, _template, _ring) = what;
        media.Use = services.Phones.Begin(Device.Id, isUsed: false);
        Changes.StartOurs();
        Services.Dialogs.Add(this);
    }

    public Device Device => _target.Device;

    public bool IsRedirected => _target.IsRedirected;

    /// <summary>The response that refused; 0 while there is none.</summary>
    public int RefusedWith { get; private set; }

    protected override Device? Phone => Device;

    public override byte[] LocalTag { get; } = SipTokens.NewTag();

    /// <summary>Sends the INVITE.</summary>
    public void Start()
    {
        _offer = Media.Offer(_template.Codecs, SdpDirection.SendRecv);
        SendInvite();
    }

    /// <summary>Stops ringing. An answer that crosses the CANCEL is ended at once.</summary>
    public void Cancel(bool answeredElsewhere)
    {
        if (State == LegState.Early && !_cancelled)
        {
            _cancelled = true;
            Media.Dispose();
            _invite?.Cancel(answeredElsewhere ? ElsewhereReason : null);
        }
    }

    protected override bool IsFirst(ClientTransaction transaction) => transaction == _invite;

    protected override void OnInviteResponse(SipMessage response)
    {
        switch (response.StatusClass)
        {
            case 1:
                TakeProvisional(response);
                break;

            case 2:
                TakeAnswer(response);
                break;

            default:
                TakeRefusal(response);
                break;
        }
    }

    protected override void OnInviteFailure(TransactionEnd reason) => Fail(TargetOutcome.Unreachable);

    private void TakeProvisional(SipMessage response)
    {
        if (State != LegState.Early || _cancelled || response.StatusCode == 100)
        {
            return;
        }

        if (Dialog is null && !response.ToTag.IsEmpty)
        {
            Dialog = Dialog.FromResponse(response, _target.Binding.Contact.Span);
        }

        NoteAbilities(response);

        if (response.StatusCode == 183 && SdpBody.Find(response, out var sdp) == SdpBodyStatus.Found)
        {
            if (Media.TakeAnswer(sdp) == SdpFault.None)
            {
                _ring.OnEarlyMedia(this);
            }

            return;
        }

        _ring.OnRinging(this);
    }

    /// <summary>RFC 3261 §13.2.2.4. Comes again for each repetition of the 2xx.</summary>
    private void TakeAnswer(SipMessage response)
    {
        var cseq = response.CSeqNumber;

        if (State != LegState.Early)
        {
            AckAgain(response);
            return;
        }

        if (Dialog?.Owns(response) == true)
        {
            Dialog.Confirm(response);
        }
        else
        {
            Dialog = Dialog.FromResponse(response, _target.Binding.Contact.Span);
        }

        State = LegState.Answered;
        Changes.EndOurs();
        SendAck(Dialog, cseq);

        if (_cancelled || !TakeDescription(response))
        {
            // RFC 3261 §9.1: the answer crossed our CANCEL, or is of no use.
            HangUp(LegEnd.ByUs);
            _ring.OnNotAnswered(this, TargetOutcome.Unreachable);
            return;
        }

        Media.Use?.Take();
        NoteAbilities(response);
        StartClock(SessionTimer.Agreed(response, Session.Seconds));
        _ring.OnAnswered(this);
    }

    private bool TakeDescription(SipMessage response)
    {
        // The 2xx may leave it out, or repeat it, where a provisional response had it.
        var taken = SdpBody.Find(response, out var sdp) == SdpBodyStatus.Found
            ? Media.TakeAnswer(sdp) == SdpFault.None
            : Media.IsAgreed;
        Media.Settle();

        return taken;
    }

    private void AckAgain(SipMessage response)
    {
        if (Dialog!.Owns(response))
        {
            SendAck(Dialog, response.CSeqNumber);
            return;
        }

        // RFC 3261 §13.2.2.4: another fork answered too; it is let go.
        var other = Dialog.FromResponse(response, _target.Binding.Contact.Span);
        SendAck(other, response.CSeqNumber);
        SendByeTo(other);
    }

    private void TakeRefusal(SipMessage response)
    {
        if (State == LegState.Early && !_cancelled && response.StatusCode == 422
            && AsksForLonger(response))
        {
            _cseq++;
            Dialog = null;
            SendInvite();
            return;
        }

        RefusedWith = response.StatusCode;

        if (State == LegState.Early && !_cancelled && response.StatusClass == 3)
        {
            Close();
            _ring.OnRedirected(this, NumberIn(response));
            return;
        }

        Fail(response.StatusCode switch
        {
            486 => TargetOutcome.Busy,
            600 or 603 => TargetOutcome.Declined,
            408 or 480 or 487 => TargetOutcome.NoAnswer,
            _ => TargetOutcome.Unreachable,
        });
    }

    /// <summary>Of the first Contact, whatever host it names: what is looked for is an extension of ours.</summary>
    private static string NumberIn(SipMessage response)
    {
        foreach (var value in response.Values(HeaderId.Contact))
        {
            return NameAddr.TryParse(value, out var contact) && SipUri.TryParse(contact.Uri, out var uri) && uri.IsSip
                ? NewCalls.DialledIn(uri)
                : "";
        }

        return "";
    }

    private void Fail(TargetOutcome outcome)
    {
        if (State == LegState.Early)
        {
            Close();
            _ring.OnNotAnswered(this, outcome);
        }
    }

    private void SendInvite()
    {
        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var writer = Stack.RentWriter();
        WriteInvite(writer, branch);
        _invite = Stack.Send(writer, SipMethod.Invite, branch, Flow, this);
        Stack.Return(writer);
    }

    private void WriteInvite(SipWriter writer, ReadOnlySpan<byte> branch)
    {
        var binding = _target.Binding;

        // What the phone itself calls this server can be called back from its list of missed calls.
        var host = binding.AorHost.IsEmpty ? Encoding.UTF8.GetBytes(_template.Realm) : binding.AorHost.Span;
        var from = OwnAddress.Of(_template.Name, _template.Number, host);
        SipRequests.Start(writer, new()
        {
            Method = SipMethod.Invite,
            Uri = binding.Contact.Span,
            From = from,
            FromTag = LocalTag,
            To = OwnAddress.Of(null, _target.Device.SipUsername, host),
            CallId = _callId,
            CSeq = _cseq,
            MaxForwards = _template.MaxForwards,
        }, ViaTo(Flow, branch));

        if (!binding.Path.IsEmpty)
        {
            writer.Header(HeaderId.Route, binding.Path.Span);
        }

        WriteAboutUs(writer, isRequest: true);

        // RFC 3325: phones trust their server; some show this in place of From.
        writer.Header(HeaderId.PAssertedIdentity, from);
        WriteSession(writer, weRefresh: null);
        writer.Body(SdpBody.ContentType, _offer);
    }
}
