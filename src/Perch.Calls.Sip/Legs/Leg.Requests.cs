using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>What the peer asks for inside the dialog.</summary>
internal abstract partial class Leg
{
    /// <summary>A request that names our tag.</summary>
    public void Receive(ServerTransaction transaction)
    {
        var request = transaction.Request;

        if (Dialog?.Owns(request) != true || (State >= LegState.Closing && request.Method != SipMethod.Bye))
        {
            Refuse(transaction, RequestFault.NoDialog);
        }
        else if (!Dialog.TakesInOrder(request))
        {
            // RFC 3261 §12.2.2: older than what we had.
            Refuse(transaction, RequestFault.OutOfOrder);
        }
        else if (RequestFaults.RequiresUnknown(request))
        {
            Refuse(transaction, RequestFault.BadExtension);
        }
        else
        {
            FollowFlow(transaction.Flow);
            Take(transaction);
        }
    }

    private void Take(ServerTransaction transaction)
    {
        switch (transaction.Request.Method)
        {
            case SipMethod.Bye:
                TakeBye(transaction);
                break;

            case SipMethod.Invite or SipMethod.Update:
                TakeChange(transaction);
                break;

            case SipMethod.Info:
                TakeInfo(transaction);
                break;

            case SipMethod.Options:
                TakeOptions(transaction);
                break;

            // Nothing of ours was sent reliably, and there are no subscriptions.
            case SipMethod.Prack or SipMethod.Notify:
                Refuse(transaction, RequestFault.NoDialog);
                break;

            case SipMethod.Subscribe:
                Refuse(transaction, RequestFault.BadEvent);
                break;

            default:
                Refuse(transaction, RequestFault.MethodNotAllowed);
                break;
        }
    }

    private void TakeBye(ServerTransaction bye)
    {
        bye.Respond(200);

        if (State == LegState.Early)
        {
            // RFC 3261 §15.1.2: what is pending gets 487.
            OnGivenUp();
        }
        else
        {
            End(LegEnd.HungUp);
        }
    }

    private void TakeOptions(ServerTransaction options)
    {
        var response = options.StartResponse(200);
        WriteAboutUs(response, isRequest: false);
        response.Header(HeaderId.Accept, SdpBody.ContentType);
        response.NoBody();
        options.Respond(response);
    }

    private void TakeInfo(ServerTransaction info)
    {
        var request = info.Request;

        if (request.Find("Info-Package"u8) is { IsEmpty: false })
        {
            Refuse(info, RequestFault.BadInfoPackage);
        }
        else if (request.Body.IsEmpty)
        {
            info.Respond(200);
        }
        else if (KeyInInfo.TryRead(request, out var key))
        {
            info.Respond(200);
            Owner.OnKey(this, key, heard: false);
        }
        else
        {
            Refuse(info, RequestFault.UnsupportedKeys);
        }
    }

    /// <summary>RFC 3261 §14.2 and RFC 3311 §5.2.</summary>
    private void TakeChange(ServerTransaction change)
    {
        var request = change.Request;
        var body = SdpBody.Find(request, out var offer);
        var changesSession = request.Method == SipMethod.Invite || body == SdpBodyStatus.Found;
        var timer = SessionTimer.Answer(request, Session.WeRefresh);
        var fault = (body, timer.RejectStatus) switch
        {
            (SdpBodyStatus.Malformed, _) or (_, 400) => RequestFault.BadRequest,
            (SdpBodyStatus.Unsupported, _) => RequestFault.UnsupportedMedia,
            (_, 422) => RequestFault.SessionTooShort,
            _ => RequestFault.None,
        };

        if (fault == RequestFault.None && changesSession)
        {
            fault = BeginTheirs(body == SdpBodyStatus.Found, offer);
        }

        if (fault != RequestFault.None)
        {
            Refuse(change, fault);
            return;
        }

        Accept(change, timer, body == SdpBodyStatus.Found);
    }

    /// <summary>Takes the offer, if there is one, or says what stands against it.</summary>
    private RequestFault BeginTheirs(bool hasOffer, ReadOnlySpan<byte> offer)
    {
        switch (Changes.StartTheirs())
        {
            case ChangeVerdict.Glare:
                return RequestFault.Pending;

            case ChangeVerdict.TooEarly:
                return RequestFault.TooEarly;
        }

        // From here the answer follows within this turn.
        Changes.EndTheirs();

        if (!hasOffer)
        {
            return RequestFault.None;
        }

        return Media.TakeOffer(offer).Status() switch
        {
            0 => RequestFault.None,
            400 => RequestFault.BadRequest,
            491 => RequestFault.Pending,
            _ => RequestFault.NotAcceptable,
        };
    }

    private void Accept(ServerTransaction change, in SessionTimerAnswer timer, bool hasOffer)
    {
        var body = Array.Empty<byte>();
        var isInvite = change.Request.Method == SipMethod.Invite;

        if (hasOffer && Media.Answer(CodecsKept(), _wanted, out body) != SdpFault.None)
        {
            Refuse(change, RequestFault.NotAcceptable);
            return;
        }

        // RFC 3261 §12.2.2: only a request that succeeds moves the target.
        Dialog!.RefreshTarget(change.Request);
        NoteAbilities(change.Request);

        if (!hasOffer && isInvite)
        {
            // RFC 3261 §14.2: an INVITE without an offer asks for ours; the ACK answers it.
            body = Media.Offer(CodecsKept(), _wanted);
            Changes.StartOurs();
        }

        if (body.Length > 0)
        {
            _told = _wanted;
        }

        Respond(change, timer, body);

        if (State == LegState.Answered)
        {
            StartClock(timer.Interval);
        }

        if (hasOffer)
        {
            Owner.OnDirectionChanged(this);
        }
    }

    private void Respond(ServerTransaction change, in SessionTimerAnswer timer, byte[] body)
    {
        var response = change.StartResponse(200);
        WriteAboutUs(response, isRequest: false);
        SessionTimer.WriteAnswer(response, timer);
        WriteBody(response, body);

        if (change.Request.Method == SipMethod.Invite)
        {
            // A new INVITE says that the peer has our last 2xx, whatever became of its ACK.
            StopRepeating();
            AnswerInvite(change, response);
        }
        else
        {
            change.Respond(response);
        }
    }

    /// <summary>The codec in use, then what the peer likes.</summary>
    private SdpCodec[] CodecsKept() => Media.Codec is { } codec ? [codec, .. Media.PeerCodecs] : [.. Media.PeerCodecs];

    private static void WriteBody(SipWriter writer, byte[] sdp)
    {
        if (sdp.Length == 0)
        {
            writer.NoBody();
        }
        else
        {
            writer.Body(SdpBody.ContentType, sdp);
        }
    }
}
