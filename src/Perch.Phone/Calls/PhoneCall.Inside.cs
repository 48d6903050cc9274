using System.Text;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>Requests inside the dialog, in both directions.</summary>
public sealed partial class PhoneCall
{
    internal void ReceiveInside(SipMessage request, in SipFlow flow)
    {
        if (request.Method == SipMethod.Ack)
        {
            ReceiveAck(request);
            return;
        }

        var transaction = _phone.Link.Stack.Accept(request, flow, this);
        var inOrder = false;

        lock (_gate)
        {
            inOrder = _dialog!.TakesInOrder(request);
        }

        if (!inOrder)
        {
            transaction.Respond(500);
            return;
        }

        switch (request.Method)
        {
            case SipMethod.Bye:
                ReceiveBye(transaction);
                break;

            case SipMethod.Invite or SipMethod.Update:
                ReceiveChange(transaction);
                break;

            case SipMethod.Info or SipMethod.Options or SipMethod.Notify:
                transaction.Respond(200);
                break;

            default:
                var response = transaction.StartResponse(405);
                _phone.WriteAbilities(response);
                response.NoBody();
                transaction.Respond(response);
                break;
        }
    }

    /// <summary>A 2xx to an INVITE of ours whose transaction has ended: the peer lost our ACK.</summary>
    internal void ReceiveStrayAnswer(SipMessage response) => SendAck(response);

    private void ReceiveBye(ServerTransaction bye)
    {
        bye.Respond(200);

        // RFC 3261 §15.1.2: what is still unanswered in this dialog gets 487.
        if (_invite is { HasFinal: false } invite)
        {
            invite.Respond(487);
        }

        _byeWhenAcknowledged = false;
        var reason = bye.Request[HeaderId.Reason];
        Finish(new(CallEndReason.HungUpThere, 0, "", reason.IsEmpty ? null : Encoding.UTF8.GetString(reason)));
        Close();
    }

    private void ReceiveAck(SipMessage ack)
    {
        var acceptable = true;

        lock (_gate)
        {
            _repeater?.Stop();
            _change.EndTheirs();

            if (_byeWhenAcknowledged)
            {
                _byeWhenAcknowledged = false;
                SendBye();
                Close();
                return;
            }

            if (_sdp is { Pending: SdpPending.OurOffer } session && !_change.OursPending)
            {
                acceptable = SdpBody.Find(ack, out var sdp) == SdpBodyStatus.Found
                    && session.ReceiveAnswer(sdp) == SdpFault.None;
                ConfigureMedia();
            }
        }

        if (acceptable)
        {
            _phone.Changes.Raise();
        }
        else
        {
            HangUp(CallEndReason.Failed);
        }
    }

    private void SendBye() => SendBye(_dialog!);

    private void SendBye(Dialog dialog) => Inside(dialog, SipMethod.Bye, static writer => writer.NoBody(), null).Send();

    /// <summary>A request inside the dialog; <paramref name="done"/> hears the final status once.</summary>
    private OutgoingRequest Inside(Dialog dialog, SipMethod method, Action<SipWriter> rest, Action<int>? done) =>
        new(_phone, method, dialog.RemoteTarget.ToArray())
        {
            Head = (writer, in via) => dialog.WriteRequest(writer, method, dialog.NextCSeq(), via),
            Rest = rest,
            OnResponse = response =>
            {
                if (response.StatusClass > 1)
                {
                    done?.Invoke(response.StatusCode);
                }
            },
            OnFailure = _ => done?.Invoke(408),
        };
}
