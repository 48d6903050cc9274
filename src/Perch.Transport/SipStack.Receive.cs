using Perch.Sip;

namespace Perch.Transport;

public sealed partial class SipStack
{
    // An answer's worth of time for what fills the tables to run off (64·T1 is 32 s).
    private const int RetryAfterSeconds = 10;

    /// <summary>Takes a message that parsed well. Never throws: a failing user costs its request a 500.</summary>
    public void Receive(SipMessage message, in SipFlow flow)
    {
        Metrics.Received();

        try
        {
            if (message.IsRequest)
            {
                ReceiveRequest(message, flow);
            }
            else
            {
                ReceiveResponse(message, flow);
            }
        }
        catch (Exception failure)
        {
            UserFailed(failure, message.Method);
            ReplyAfterFailure(message, flow);
        }
    }

    /// <summary>Takes bytes that are no acceptable message: answers 4xx or 505 where that can be done, else is silent.</summary>
    public void ReceiveRejected(SipMessage message, SipRejection why, in SipFlow flow)
    {
        Metrics.Rejected(why);
        Rejected(why, flow.Remote);

        // RFC 3261 §18.1.2 and §8.1.3.3: what is wrong with a response is nobody's to answer.
        if (why.Status() > 0 && message.CanBeAnswered)
        {
            Reply(message, flow, why.Status(), why.Phrase());
        }
    }

    private void ReceiveRequest(SipMessage request, in SipFlow flow)
    {
        if (request.Method == SipMethod.Cancel)
        {
            ReceiveCancel(request, flow);
            return;
        }

        if (TryFindServer(request, out var transaction))
        {
            if (request.Method != SipMethod.Ack)
            {
                transaction.ReceiveAgain();
                return;
            }

            if (transaction.ReceiveAck())
            {
                return;
            }
        }

        if (request.Method == SipMethod.Ack || !AnsweredAsUnwelcome(request, flow))
        {
            GiveToUser(request, flow);
        }
    }

    private bool TryFindServer(SipMessage request, out ServerTransaction transaction)
    {
        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        var method = request.Method is SipMethod.Ack or SipMethod.Cancel ? SipMethod.Invite : request.Method;
        transaction = null!;

        if (_servers.Count == 0)
        {
            return false;
        }

        TransactionKeys.WriteServer(request, method, ref key);

        return _servers.TryFind(key.Key, out transaction!);
    }

    private bool AnsweredAsUnwelcome(SipMessage request, in SipFlow flow)
    {
        // RFC 3261 §8.2.2.2: the same request came another way, and is being answered there.
        if (_merged.Count > 0 && request.ToTag.IsEmpty && IsMerged(request))
        {
            Reply(request, flow, 482);
            return true;
        }

        if (IsOverloaded(request))
        {
            Metrics.Overloaded();
            Reply(request, flow, 503, default, static writer =>
            {
                writer.Header(HeaderId.RetryAfter, RetryAfterSeconds);
                writer.NoBody();
            });
            return true;
        }

        return false;
    }

    /// <summary>
    /// What is answered without state always passes, and so does a call for help. What belongs to a dialog may use a
    /// second helping, because it is what ends calls and frees transactions.
    /// </summary>
    private bool IsOverloaded(SipMessage request) =>
        request.Method is not (SipMethod.Register or SipMethod.Options)
        && _servers.Count >= (request.ToTag.IsEmpty ? MaxServerTransactions : 2L * MaxServerTransactions)
        && !(request.Method == SipMethod.Invite && User?.MayCallForHelp(request) == true);

    private void GiveToUser(SipMessage request, in SipFlow flow)
    {
        if (User is { } user)
        {
            user.OnRequest(request, flow);
        }
        else
        {
            Reply(request, flow, 503);
        }
    }

    /// <summary>RFC 3261 §9.2. Repeated CANCELs get the same answer again, so this needs no transaction.</summary>
    private void ReceiveCancel(SipMessage cancel, in SipFlow flow)
    {
        if (!TryFindServer(cancel, out var transaction))
        {
            Reply(cancel, flow, 481);
            return;
        }

        var writer = RentWriter();
        SipResponses.Start(writer, cancel, flow.Remote, 200, default, transaction.ToTag);
        writer.NoBody();
        Transmit(writer.Written, flow);
        Return(writer);
        var reason = cancel[HeaderId.Reason];
        transaction.ReceiveCancel(reason.IsEmpty ? null : System.Text.Encoding.UTF8.GetString(reason));
    }

    private void ReceiveResponse(SipMessage response, in SipFlow flow)
    {
        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        TransactionKeys.WriteClient(response.Branch, response.MethodToken, ref key);

        // RFC 3261 §8.1.3.3: a response with two Vias was meant for somebody else.
        if (!HasOneVia(response))
        {
            return;
        }

        if (_clients.TryFind(key.Key, out var transaction))
        {
            transaction.Receive(response);
        }
        else if (response.Method == SipMethod.Invite && response.StatusClass == 2)
        {
            User?.OnStrayResponse(response, flow);
        }
    }

    private bool IsMerged(SipMessage request)
    {
        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        TransactionKeys.WriteMerged(request, ref key);

        return _merged.TryFind(key.Key, out _);
    }

    private static byte[]? MergedKeyOf(SipMessage request)
    {
        if (!request.ToTag.IsEmpty)
        {
            return null;
        }

        var key = new KeyBuilder(stackalloc byte[KeyBuilder.MaxLength]);
        TransactionKeys.WriteMerged(request, ref key);

        return key.Key.ToArray();
    }

    private static bool HasOneVia(SipMessage message)
    {
        var count = 0;

        foreach (var _ in message.Values(HeaderId.Via))
        {
            count++;
        }

        return count == 1;
    }

    private void ReplyAfterFailure(SipMessage message, in SipFlow flow)
    {
        if (!message.CanBeAnswered)
        {
            return;
        }

        // Where the user had accepted the request already, the answer has to go through its transaction.
        if (TryFindServer(message, out var transaction))
        {
            if (!transaction.HasFinal)
            {
                transaction.Respond(500);
            }

            return;
        }

        Reply(message, flow, 500);
    }
}
