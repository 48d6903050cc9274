namespace Perch.Sip;

/// <summary>RFC 3261 §17.2.2.</summary>
public sealed class NonInviteServerTransaction(bool reliable, SipTimings timings) : ServerStateMachine
{
    public override void Start(TransactionEffects effects)
    {
        State = TransactionState.Trying;

        // RFC 4320 §4.2: whoever asked has given up by then, and a late answer would find nobody.
        effects.StartTimer(TransactionTimer.J, timings.Timeout);
    }

    public override void Receive(TransactionEffects effects)
    {
        // RFC 3261 §17.2.2: in Trying the repetition is discarded.
        if (State is TransactionState.Proceeding or TransactionState.Completed)
        {
            effects.SendAgain();
        }
    }

    public override bool Respond(int status, TransactionEffects effects)
    {
        if (State is not (TransactionState.Trying or TransactionState.Proceeding))
        {
            return false;
        }

        effects.Send();

        if (status < 200)
        {
            State = TransactionState.Proceeding;
            return true;
        }

        State = TransactionState.Completed;

        if (reliable)
        {
            End(effects, failed: false);
        }
        else
        {
            effects.StartTimer(TransactionTimer.J, timings.Timeout);
        }

        return true;
    }

    public override void Fire(TransactionTimer timer, TransactionEffects effects)
    {
        if (timer is TransactionTimer.J && State is not TransactionState.Terminated)
        {
            End(effects, failed: false);
        }
    }
}
