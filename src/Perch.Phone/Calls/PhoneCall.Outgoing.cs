using System.Text;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

public sealed partial class PhoneCall
{
    private readonly List<(Dialog Dialog, SdpSession Session)> _early = [];
    private OutgoingRequest? _placed;
    private byte[] _uri = [];
    private byte[] _callId = [];
    private uint _inviteCSeq;
    private int? _sessionSeconds;
    private bool _hungUpEarly;

    internal static PhoneCall Outgoing(SipPhone phone, string number) => new(phone, isIncoming: false, number)
    {
        _uri = phone.UriFor(number),
        _callId = SipTokens.NewBranch()[SipTokens.MagicCookie.Length..],
        _sessionSeconds = phone.Options.SessionSeconds,
    };

    internal void Place()
    {
        if (_phone.Link.Flow is not { } flow || !OpenMedia(flow))
        {
            Finish(new(CallEndReason.Failed, 503, "Service Unavailable"));
            return;
        }

        var offer = _sdp!.CreateOffer(_phone.Options.Codecs);
        _placed = new(_phone, SipMethod.Invite, _uri)
        {
            Head = WriteInviteHead,
            Rest = writer => WriteInviteRest(writer, offer),
            OnResponse = TakeInviteResponse,
            OnFailure = reason => Finish(reason == TransactionEnd.Timeout
                ? new(_hungUpEarly ? CallEndReason.HungUpHere : CallEndReason.Failed, 408, "Request Timeout")
                : new(CallEndReason.Failed, 503, "Service Unavailable")),
        };
        _placed.Send();
    }

    private void WriteInviteHead(SipWriter writer, in OwnVia via) => SipRequests.Start(
        writer,
        new()
        {
            Method = SipMethod.Invite,
            Uri = _uri,
            From = _phone.Address,
            FromTag = _localTag,
            To = SipPhone.NameAddress("", _uri),
            CallId = _callId,
            CSeq = ++_inviteCSeq,
        },
        via);

    private void WriteInviteRest(SipWriter writer, byte[] offer)
    {
        _phone.WriteContact(writer);
        _phone.WriteAbilities(writer);

        if (_sessionSeconds is { } seconds)
        {
            SessionTimer.WriteAsked(writer, seconds, weRefresh: null);
        }

        writer.Body(SdpBody.ContentType, offer);
    }

    private void TakeInviteResponse(SipMessage response)
    {
        lock (_gate)
        {
            LastStatus = response.StatusCode;

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

        _phone.Changes.Raise();
    }

    private void TakeProvisional(SipMessage response)
    {
        // RFC 3261 §12.1: a response without a To tag, as 100, makes no dialog.
        if (response.ToTag.IsEmpty || response.StatusCode == 100 || State == PhoneCallState.Ended)
        {
            return;
        }

        State = State == PhoneCallState.Dialling ? PhoneCallState.Ringing : State;
        var (dialog, session) = EarlyDialog(response);
        _dialog = dialog;

        if (session.Pending == SdpPending.OurOffer && SdpBody.Find(response, out var sdp) == SdpBodyStatus.Found
            && session.ReceiveAnswer(sdp) == SdpFault.None)
        {
            _sdp = session;
            HasEarlyMedia = true;
            ConfigureMedia();
        }
    }

    /// <summary>The dialog of this response's To tag; the first response with a new one makes another.</summary>
    private (Dialog Dialog, SdpSession Session) EarlyDialog(SipMessage response)
    {
        foreach (var known in _early)
        {
            if (known.Dialog.Owns(response))
            {
                return known;
            }
        }

        // Each fork answers the offer as it was sent, so it is taken before any answer was.
        var session = _early.Count == 0 ? _sdp! : _sdp!.Fork();
        var made = (Dialog.FromResponse(response, _uri), session);
        _early.Add(made);

        return made;
    }

    private void TakeAnswer(SipMessage response)
    {
        if (_dialog is { State: DialogState.Confirmed or DialogState.Terminated } dialog)
        {
            TakeLateAnswer(dialog, response);
            return;
        }

        var (answered, session) = EarlyDialog(response);
        answered.Confirm(response);
        _dialog = answered;
        _sdp = session;
        SendAck(response);
        NotePeer(response);

        if (_hungUpEarly || State == PhoneCallState.Ended)
        {
            SendBye();
            Finish(new(CallEndReason.HungUpHere, 0, ""));
            return;
        }

        var body = SdpBody.Find(response, out var sdp);

        if (session.Pending == SdpPending.OurOffer
            && (body != SdpBodyStatus.Found || session.ReceiveAnswer(sdp) != SdpFault.None))
        {
            SendBye();
            Finish(new(CallEndReason.Failed, 488, "Not Acceptable Here"));
            return;
        }

        ConfigureMedia(isAnswered: true);

        if (_sessionSeconds is { } seconds)
        {
            _clock.Start(SessionTimer.Agreed(response, seconds));
        }

        // Last, because others read it without the gate: who sees an answered call may count on all of the above.
        State = PhoneCallState.Answered;
    }

    /// <summary>A repeated 2xx wants its ACK again; one of another fork is thanked for and ended.</summary>
    private void TakeLateAnswer(Dialog dialog, SipMessage response)
    {
        if (dialog.Owns(response))
        {
            SendAck(response);
            return;
        }

        var other = Dialog.FromResponse(response, _uri);
        SendAck(other, response);
        SendBye(other);
    }

    private void TakeRefusal(SipMessage response)
    {
        // RFC 4028 §7.3: the same call again, with the interval that is long enough for the other side.
        if (response.StatusCode == 422 && !_hungUpEarly && _sessionSeconds is { } seconds
            && SessionTimer.RetryWith(response, seconds) is { } longer)
        {
            _sessionSeconds = longer;
            _placed!.Send();
            return;
        }

        var phrase = Encoding.UTF8.GetString(response.ReasonPhrase);
        var reason = response.Has(HeaderId.Reason) ? Encoding.UTF8.GetString(response[HeaderId.Reason]) : null;
        Finish(new(_hungUpEarly ? CallEndReason.HungUpHere : CallEndReason.Refused, response.StatusCode, phrase, reason));
    }

    /// <summary>Who really answers may be said in P-Asserted-Identity; what it can do is said in Allow.</summary>
    private void NotePeer(SipMessage message)
    {
        _peerTakesUpdates = OptionTags.Has(message, HeaderId.Allow, "UPDATE"u8);

        if (NameAddr.TryParse(message[HeaderId.PAssertedIdentity], out var asserted) && !asserted.DisplayName.IsEmpty)
        {
            Name = asserted.DisplayText();
        }
    }

    private void SendAck(SipMessage response) => SendAck(_dialog!, response);

    private void SendAck(Dialog dialog, SipMessage response)
    {
        // RFC 3261 §13.2.2.4: the ACK for a 2xx is no part of the transaction, and is never repeated by itself.
        if (_phone.Link.Flow is not { } flow)
        {
            return;
        }

        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var stack = _phone.Link.Stack;
        var writer = stack.RentWriter();
        var via = new OwnVia(SipPhone.TransportName(flow), stack.LocalAddressTo(flow), branch);
        dialog.WriteRequest(writer, SipMethod.Ack, response.CSeqNumber, via);
        writer.NoBody();
        flow.Send(writer.Written);
        stack.Return(writer);
    }
}
