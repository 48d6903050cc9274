using System.Collections.Concurrent;
using System.Net;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone.Tests;

/// <summary>Answers every call, and agrees to everything else.</summary>
internal sealed class PickingUp(SipStack stack) : ISipUser, IServerUser
{
    public ConcurrentQueue<string> Heard { get; } = [];

    public void OnRequest(SipMessage request, in SipFlow flow)
    {
        Heard.Enqueue(System.Text.Encoding.ASCII.GetString(request.MethodToken));

        if (request.Method != SipMethod.Invite)
        {
            stack.Reply(request, flow, 200);
            return;
        }

        var session = new SdpSession(new(new(IPAddress.Loopback, 9), 1));
        session.ReceiveOffer(request.Body);
        session.TryCreateAnswer(SdpCodecs.All, SdpDirection.SendRecv, out var answer);
        var transaction = stack.Accept(request, flow, this);
        var response = transaction.StartResponse(200);
        response.Header(HeaderId.Contact, "<sip:perch@127.0.0.1>");
        response.Body(SdpBody.ContentType, answer);
        transaction.Respond(response);
    }

    public void OnStrayResponse(SipMessage response, in SipFlow flow)
    {
    }

    public void OnCancelled(ServerTransaction transaction)
    {
    }

    public void OnFailure(ServerTransaction transaction, TransactionEnd reason)
    {
    }
}
