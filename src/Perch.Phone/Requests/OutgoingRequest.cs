using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>Writes a request up to what follows the credentials.</summary>
internal delegate void HeadWriter(SipWriter writer, in OwnVia via);

/// <summary>One request of the phone, sent again with credentials when it is challenged.</summary>
/// <param name="digestUri">The Request-URI.</param>
internal sealed class OutgoingRequest(SipPhone phone, SipMethod method, byte[] digestUri) : IClientUser
{
    // A server that challenges for ever is not worth more.
    private const int MaxChallenges = 3;

    private ClientTransaction? _transaction;
    private bool _cancelled;
    private int _challenges;

    /// <summary>Called for each sending, so that each gets a CSeq of its own.</summary>
    public required HeadWriter Head { get; init; }

    /// <summary>Writes what follows, to the end of the message.</summary>
    public required Action<SipWriter> Rest { get; init; }

    /// <summary>Told of everything but challenges that could be met.</summary>
    public required Action<SipMessage> OnResponse { get; init; }

    /// <summary>Told when no final response came.</summary>
    public required Action<TransactionEnd> OnFailure { get; init; }

    public void Send()
    {
        if (phone.Link.Flow is not { } flow)
        {
            OnFailure(TransactionEnd.TransportError);
            return;
        }

        Span<byte> branch = stackalloc byte[SipTokens.BranchLength];
        SipTokens.NewBranch(branch);
        var stack = phone.Link.Stack;
        var writer = stack.RentWriter();
        Head(writer, new OwnVia(SipPhone.TransportName(flow), stack.LocalAddressTo(flow), branch));
        phone.Sign(writer, method, digestUri);
        Rest(writer);
        _transaction = stack.Send(writer, method, branch, flow, this);
        stack.Return(writer);
    }

    /// <summary>CANCEL, as soon as that may be sent.</summary>
    public void Cancel()
    {
        _cancelled = true;
        _transaction?.Cancel();
    }

    void IClientUser.OnResponse(ClientTransaction transaction, SipMessage response)
    {
        var challenged = response.StatusCode is 401 or 407 && !_cancelled;

        if (challenged && _challenges < MaxChallenges && phone.TakeChallenge(response, wasSigned: _challenges > 0))
        {
            _challenges++;
            Send();
        }
        else
        {
            OnResponse(response);
        }
    }

    void IClientUser.OnFailure(ClientTransaction transaction, TransactionEnd reason) => OnFailure(reason);
}
