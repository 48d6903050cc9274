using System.Text;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

public sealed partial class PhoneCall : IServerUser
{
    private ServerTransaction? _invite;
    private SessionTimerAnswer _timerAnswer;

    /// <summary>Takes a new call: rings, or refuses what cannot be answered.</summary>
    internal static void Receive(SipPhone phone, SipMessage invite, in SipFlow flow)
    {
        var number = NameAddr.TryParse(invite[HeaderId.From], out var from) && SipUri.TryParse(from.Uri, out var uri)
            ? uri.UserText()
            : "";
        var call = new PhoneCall(phone, isIncoming: true, number) { Name = from.DisplayText() };
        call._invite = phone.Link.Stack.Accept(invite, flow, call);
        call.NotePeer(invite);
        var refusal = call.Judge(invite, flow);

        if (refusal != 0)
        {
            call.RefuseUnseen(refusal);
            return;
        }

        phone.Add(call);
        call.Ring();
    }

    /// <summary>Answers the call; false when it is not there to be answered any more.</summary>
    public bool Answer()
    {
        lock (_gate)
        {
            if (!IsIncoming || State != PhoneCallState.Ringing || !TryDescribe(out var description))
            {
                return false;
            }

            var response = _invite!.StartResponse(200);
            _phone.WriteContact(response);
            _phone.WriteAbilities(response);
            WriteSessionAnswer(response);
            response.Body(SdpBody.ContentType, description);
            var bytes = response.ToArray();
            _invite.Respond(response);
            _dialog!.Confirm();
            RepeatUntilAcknowledged(_invite.Flow, bytes);
            ConfigureMedia(isAnswered: true);

            // Last, because others read it without the gate; an answer without its repeater would look acknowledged.
            State = PhoneCallState.Answered;
        }

        _phone.Changes.Raise();

        return true;
    }

    /// <summary>Lets the caller hear this phone before it answers: 183 with a description.</summary>
    public bool StartEarlyMedia()
    {
        lock (_gate)
        {
            if (!IsIncoming || State != PhoneCallState.Ringing || _sdp!.Pending != SdpPending.TheirOffer
                || !TryDescribe(out var description))
            {
                return false;
            }

            var response = _invite!.StartResponse(183);
            _phone.WriteContact(response);
            response.Body(SdpBody.ContentType, description);
            _invite.Respond(response);
            HasEarlyMedia = true;
            ConfigureMedia();
        }

        _phone.Changes.Raise();

        return true;
    }

    /// <summary>Refuses a call that rings: 486 busy, 603 decline, 480, or 302 with <paramref name="redirectTo"/>.</summary>
    public void Reject(int status = 486, string? redirectTo = null)
    {
        lock (_gate)
        {
            if (!IsIncoming || State != PhoneCallState.Ringing)
            {
                return;
            }

            var response = _invite!.StartResponse(status);

            if (redirectTo is not null)
            {
                response.Header(HeaderId.Contact, SipPhone.NameAddress("", _phone.UriFor(redirectTo)));
            }

            response.NoBody();
            _invite.Respond(response);
        }

        Finish(new(CallEndReason.RefusedHere, status, Encoding.UTF8.GetString(ReasonPhrases.For(status))));
    }

    void IServerUser.OnCancelled(ServerTransaction transaction)
    {
        transaction.Respond(487);

        // A change inside the call that was cancelled leaves the call as it is.
        if (transaction == _invite)
        {
            Finish(new(CallEndReason.Cancelled, 487, "Request Terminated", transaction.CancelReason));
            return;
        }

        lock (_gate)
        {
            _sdp!.Withdraw();
            _change.EndTheirs();
        }
    }

    void IServerUser.OnFailure(ServerTransaction transaction, TransactionEnd reason)
    {
        if (transaction == _invite && reason == TransactionEnd.TransportError)
        {
            Finish(new(CallEndReason.Failed, 503, "Service Unavailable"));
        }
    }

    /// <summary>0, or the status to refuse the call with.</summary>
    private int Judge(SipMessage invite, in SipFlow flow)
    {
        if (_phone.Calls.Count >= _phone.Options.MaxCalls)
        {
            return 486;
        }

        _dialog = Dialog.FromRequest(invite, _invite!.ToTag);
        _timerAnswer = SessionTimer.Answer(invite, weRefreshNow: null);

        if (_dialog is null)
        {
            return 400;
        }

        if (_timerAnswer.RejectStatus != 0 && _phone.Options.SessionSeconds is not null)
        {
            return _timerAnswer.RejectStatus;
        }

        if (!OpenMedia(flow))
        {
            return 503;
        }

        return SdpBody.Find(invite, out var sdp) switch
        {
            SdpBodyStatus.None => 0,
            SdpBodyStatus.Found => JudgeOffer(sdp),
            SdpBodyStatus.Unsupported => 415,
            SdpBodyStatus.Malformed => 400,
        };
    }

    private int JudgeOffer(ReadOnlySpan<byte> offer)
    {
        var fault = _sdp!.ReceiveOffer(offer);

        return fault != SdpFault.None ? fault.Status()
            : _sdp.RemoteCodecs.Any(_phone.Options.Codecs.Contains) ? 0
            : SdpFault.NoCommonCodec.Status();
    }

    private void RefuseUnseen(int status)
    {
        var response = _invite!.StartResponse(status);

        WriteRefusal(response, status);
        response.NoBody();
        _invite.Respond(response);
        _media?.Dispose();
        _media = null;
    }

    /// <summary>What a status owes the other side beside itself.</summary>
    private static void WriteRefusal(SipWriter response, int status)
    {
        if (status == 415)
        {
            response.Header(HeaderId.Accept, SdpBody.ContentType);
        }
        else if (status == 422)
        {
            response.Header(HeaderId.MinSe, SessionTimer.MinSe);
        }
    }

    private void Ring()
    {
        var response = _invite!.StartResponse(180);
        _phone.WriteContact(response);
        response.NoBody();
        State = PhoneCallState.Ringing;
        _invite.Respond(response);
        _phone.Changes.Raise();

        if (_phone.Options.AutoAnswer)
        {
            Answer();
        }
    }

    /// <summary>Our answer, the one given before, or an offer where the caller has sent none.</summary>
    private bool TryDescribe(out byte[] description)
    {
        var session = _sdp!;
        description = session.LastSent.ToArray();

        if (session.Pending == SdpPending.TheirOffer)
        {
            return session.TryCreateAnswer(_phone.Options.Codecs, SdpDirection.SendRecv, out description) == SdpFault.None;
        }

        if (session.Agreed is null && session.Pending == SdpPending.Nothing)
        {
            description = session.CreateOffer(_phone.Options.Codecs);
        }

        return true;
    }

    private void WriteSessionAnswer(SipWriter response)
    {
        if (_phone.Options.SessionSeconds is not null)
        {
            SessionTimer.WriteAnswer(response, _timerAnswer);
            _clock.Start(_timerAnswer.Interval);
        }
    }

    private void RepeatUntilAcknowledged(in SipFlow flow, byte[] answer)
    {
        _repeater?.Stop();
        _repeater = new(_phone.Link.Stack, flow, answer, NeverAcknowledged);
        _repeater.Start();
    }

    private void NeverAcknowledged()
    {
        lock (_gate)
        {
            _byeWhenAcknowledged = false;
            SendBye();
        }

        if (State == PhoneCallState.Ended)
        {
            Close();
        }
        else
        {
            Finish(new(CallEndReason.Failed, 408, "No ACK"));
        }
    }
}
