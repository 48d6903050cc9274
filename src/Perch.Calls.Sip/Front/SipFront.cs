using Perch.Calls;
using Perch.Directory;
using Perch.Registrar;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>
/// Everything that phones ask for comes in here: what belongs to a dialog goes to its leg; the rest passes the digest
/// gate before anything is kept for it (reliability row 10: no method is forgotten).
/// </summary>
internal sealed class SipFront(CallServices services, SipAuthenticator gate, SipRegistrar registrar, NewCalls calls)
    : ISipUser
{
    public void OnRequest(SipMessage request, in SipFlow flow)
    {
        if (!request.ToTag.IsEmpty)
        {
            GiveToLeg(request, flow);
            return;
        }

        switch (request.Method)
        {
            case SipMethod.Invite:
                OnInvite(request, flow);
                break;

            case SipMethod.Register:
                registrar.OnRegister(request, flow);
                break;

            case SipMethod.Options:
                OnOptions(request, flow);
                break;

            // RFC 6665 §4.1.3: who may subscribe is asked first; nobody learns by the answer which users exist.
            case SipMethod.Subscribe:
                if (gate.TryAuthenticate(request, flow, out _))
                {
                    Refuse(request, flow, RequestFault.BadEvent);
                }

                break;

            // These live inside dialogs only, and an ACK is never answered.
            case SipMethod.Ack or SipMethod.Cancel:
                break;

            case SipMethod.Bye or SipMethod.Info or SipMethod.Update or SipMethod.Prack or SipMethod.Notify:
                Refuse(request, flow, RequestFault.NoDialog);
                break;

            default:
                Refuse(request, flow, RequestFault.MethodNotAllowed);
                break;
        }
    }

    public bool MayCallForHelp(SipMessage invite) => EmergencyNumbers.IsOneSomewhere(NewCalls.NumberIn(invite));

    public void OnStrayResponse(SipMessage response, in SipFlow flow)
    {
        // RFC 3261 §13.2.2.4: a 2xx that comes even after the transaction's end wants its ACK.
        if (services.Dialogs.TryFind(response.FromTag, out var leg))
        {
            leg.Owner.Strand.Run(leg, response, static (leg, response) => leg.AckStray(response));
        }
    }

    private void GiveToLeg(SipMessage request, in SipFlow flow)
    {
        var found = services.Dialogs.TryFind(request.ToTag, out var leg);

        if (request.Method == SipMethod.Ack)
        {
            if (found)
            {
                leg!.Owner.Strand.Run((leg, flow), request, static (at, ack) => at.leg.ReceiveAck(ack, at.flow));
            }
        }
        else if (found)
        {
            var transaction = services.Stack.Accept(request, flow, leg!);
            leg!.Owner.Strand.Run((leg, transaction), static at => at.leg.Receive(at.transaction));
        }
        else
        {
            Refuse(request, flow, RequestFault.NoDialog);
        }
    }

    private void OnInvite(SipMessage request, in SipFlow flow)
    {
        // Even while the server drains: the call may be one for help, and which phone it is decides that.
        if (gate.TryAuthenticate(request, flow, out var sender, NewCalls.NumberIn(request)))
        {
            var fault = calls.TryBegin(request, flow, sender);

            if (fault != RequestFault.None)
            {
                Refuse(request, flow, fault);
            }
        }
    }

    /// <summary>RFC 3261 §11: as an INVITE would be answered. A server that is only asked whether it lives says so.</summary>
    private void OnOptions(SipMessage request, in SipFlow flow)
    {
        if (!SipUri.TryParse(request.RequestUri, out var uri) || !uri.IsSip)
        {
            Refuse(request, flow, RequestFault.UnsupportedScheme);
        }
        else if (uri.User.IsEmpty)
        {
            Welcome(request, flow);
        }
        else if (gate.TryAuthenticate(request, flow, out var sender))
        {
            var fault = calls.WouldBegin(request, sender);

            if (fault == RequestFault.None)
            {
                Welcome(request, flow);
            }
            else
            {
                Refuse(request, flow, fault);
            }
        }
    }

    private void Welcome(SipMessage request, in SipFlow flow) =>
        services.Stack.Reply(request, flow, 200, default, static writer =>
        {
            writer.Header(HeaderId.Allow, RequestFaults.Allow);
            writer.Header(HeaderId.Accept, SdpBody.ContentType);
            writer.Header(HeaderId.AcceptLanguage, "en"u8);
            writer.Header(HeaderId.Supported, RequestFaults.Supported);
            writer.NoBody();
        });

    private void Refuse(SipMessage request, in SipFlow flow, RequestFault fault) =>
        services.Stack.Reply(request, flow, fault.Status(), default, writer =>
        {
            RequestFaults.WriteHeaders(writer, request, fault, services.Options.RetryAfterSeconds);
            writer.NoBody();
        });
}
