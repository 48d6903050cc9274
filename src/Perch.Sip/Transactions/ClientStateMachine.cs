namespace Perch.Sip;

/// <summary>RFC 3261 §17.1: what a client transaction does at each event. Knows neither bytes nor clocks.</summary>
public abstract class ClientStateMachine
{
    public TransactionState State { get; private protected set; }

    /// <summary>The machine the method asks for.</summary>
    public static ClientStateMachine For(SipMethod method, bool reliable, SipTimings timings) =>
        method == SipMethod.Invite
            ? new InviteClientTransaction(reliable, timings)
            : new NonInviteClientTransaction(reliable, timings);

    public abstract void Start(TransactionEffects effects);

    /// <summary>A response with this transaction's branch and method came.</summary>
    public abstract void Receive(int status, TransactionEffects effects);

    public abstract void Fire(TransactionTimer timer, TransactionEffects effects);

    /// <summary>The request was sent a CANCEL; only an INVITE minds.</summary>
    public virtual void Cancel(TransactionEffects effects)
    {
    }

    /// <summary>RFC 3261 §17.1.4: sending failed for certain.</summary>
    public void TransportFailed(TransactionEffects effects)
    {
        if (State is not TransactionState.Terminated)
        {
            var waiting = State is TransactionState.Calling or TransactionState.Trying or TransactionState.Proceeding;
            End(effects, failed: waiting);
        }
    }

    private protected void End(TransactionEffects effects, bool failed)
    {
        State = TransactionState.Terminated;

        if (failed)
        {
            effects.Fail();
        }

        effects.End();
    }
}
