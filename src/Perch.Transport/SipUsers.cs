using Perch.Sip;

namespace Perch.Transport;

/// <summary>
/// Who is told of requests that belong to no transaction. Called on receive threads, one message at a time for each
/// thread: must not wait. The message is valid during the call only; <see cref="SipStack.Accept"/> keeps a copy.
/// </summary>
public interface ISipUser
{
    /// <summary>A new request, an ACK for a 2xx, or a repeated request that was answered without a transaction.</summary>
    void OnRequest(SipMessage request, in SipFlow flow);

    /// <summary>
    /// Whether an INVITE may call for help, as far as anybody can tell before its sender is known: it is asked when
    /// there are too many transactions, which do not stop such a call.
    /// </summary>
    bool MayCallForHelp(SipMessage invite) => false;

    /// <summary>A 2xx for an INVITE that no transaction waits for any more.</summary>
    void OnStrayResponse(SipMessage response, in SipFlow flow);
}

/// <summary>Who placed a request. Called on a receive or timer thread, never for two events of one transaction at once.</summary>
public interface IClientUser
{
    /// <summary>Every provisional and final response; a repeated 2xx for INVITE too (RFC 6026 §7.2).</summary>
    void OnResponse(ClientTransaction transaction, SipMessage response);

    /// <summary>No final response came: to be treated as 408 (RFC 3261 §8.1.3.1), or as 503 for a transport failure.</summary>
    void OnFailure(ClientTransaction transaction, TransactionEnd reason);
}

/// <summary>Who answers a request.</summary>
public interface IServerUser
{
    /// <summary>The INVITE was cancelled before its final response; the CANCEL is answered already. Answer 487.</summary>
    void OnCancelled(ServerTransaction transaction);

    /// <summary>No ACK came for a non-2xx final response, or the response could not be sent.</summary>
    void OnFailure(ServerTransaction transaction, TransactionEnd reason);
}

/// <summary>How a transaction ended other than in order.</summary>
public enum TransactionEnd
{
    Timeout,
    TransportError,
}
