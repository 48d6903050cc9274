using Perch.Sip;

namespace Perch.Transport.Tests;

/// <summary>Takes what a stack says, and remembers it.</summary>
internal sealed class RecordingUser(SipStack stack) : ISipUser, IServerUser, IClientUser
{
    public List<string> Heard { get; } = [];

    public ServerTransaction? Accepted { get; private set; }

    public SipMessage? LastResponse { get; private set; }

    /// <summary>What to do with a new request; by default it is accepted.</summary>
    public Action<SipMessage, SipFlow>? OnNew { get; set; }

    /// <summary>Where a call is one for help.</summary>
    public Func<SipMessage, bool> ForHelp { get; set; } = _ => false;

    public bool MayCallForHelp(SipMessage invite) => ForHelp(invite);

    public void OnRequest(SipMessage request, in SipFlow flow)
    {
        Heard.Add(System.Text.Encoding.ASCII.GetString(request.MethodToken));

        if (OnNew is not null)
        {
            OnNew(request, flow);
        }
        else if (request.Method != SipMethod.Ack)
        {
            Accepted = stack.Accept(request, flow, this);
        }
    }

    public void OnStrayResponse(SipMessage response, in SipFlow flow) => Heard.Add($"stray {response.StatusCode}");

    public void OnResponse(ClientTransaction transaction, SipMessage response)
    {
        LastResponse = response.Detach();
        Heard.Add($"{response.StatusCode}");
    }

    public void OnFailure(ClientTransaction transaction, TransactionEnd reason) => Heard.Add($"failed {reason}");

    public void OnCancelled(ServerTransaction transaction)
    {
        Heard.Add("cancelled");
        transaction.Respond(487);
    }

    public void OnFailure(ServerTransaction transaction, TransactionEnd reason) => Heard.Add($"failed {reason}");
}
