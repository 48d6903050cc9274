namespace Perch.Sip;

/// <summary>RFC 3261 §17.2: what a server transaction does at each event. Knows neither bytes nor clocks.</summary>
public abstract class ServerStateMachine
{
    public TransactionState State { get; private protected set; }

    /// <summary>The machine the method asks for.</summary>
    public static ServerStateMachine For(SipMethod method, bool reliable, SipTimings timings) =>
        method == SipMethod.Invite
            ? new InviteServerTransaction(reliable, timings)
            : new NonInviteServerTransaction(reliable, timings);

    /// <summary>The request came for the first time.</summary>
    public abstract void Start(TransactionEffects effects);

    /// <summary>The request came again.</summary>
    public abstract void Receive(TransactionEffects effects);

    /// <summary>An ACK with this transaction's branch came; false where it is none of its business.</summary>
    public virtual bool ReceiveAck(TransactionEffects effects) => false;

    /// <summary>The user answers; false where it is too late for this answer.</summary>
    public abstract bool Respond(int status, TransactionEffects effects);

    public abstract void Fire(TransactionTimer timer, TransactionEffects effects);

    /// <summary>RFC 3261 §17.2.4: sending failed for certain.</summary>
    public void TransportFailed(TransactionEffects effects)
    {
        if (State is not TransactionState.Terminated)
        {
            End(effects, failed: true);
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
