namespace Perch.Sip;

/// <summary>RFC 3261 §17.1.1 with RFC 6026 §7.2.</summary>
public sealed class InviteClientTransaction(bool reliable, SipTimings timings) : ClientStateMachine
{
    private TimeSpan _timerA = timings.T1;

    public override void Start(TransactionEffects effects)
    {
        State = TransactionState.Calling;
        effects.StartTimer(TransactionTimer.B, timings.Timeout);

        // RFC 3261 §17.1.1.2: only an unreliable transport repeats.
        if (!reliable)
        {
            effects.StartTimer(TransactionTimer.A, _timerA);
        }

        effects.Send();
    }

    public override void Receive(int status, TransactionEffects effects)
    {
        switch (State, status / 100)
        {
            case (TransactionState.Calling or TransactionState.Proceeding, 1):
                State = TransactionState.Proceeding;
                effects.PassUp();
                break;

            // RFC 6026 §7.2: a 2xx keeps the transaction, so that forked and repeated answers find it.
            case (TransactionState.Calling or TransactionState.Proceeding, 2):
                State = TransactionState.Accepted;
                effects.StartTimer(TransactionTimer.M, timings.Timeout);
                effects.PassUp();
                break;

            case (TransactionState.Accepted, 2):
                effects.PassUp();
                break;

            case (TransactionState.Calling or TransactionState.Proceeding, >= 3):
                Complete(effects);
                break;

            case (TransactionState.Completed, >= 3):
                effects.SendAutomatic();
                break;
        }
    }

    public override void Fire(TransactionTimer timer, TransactionEffects effects)
    {
        switch (timer, State)
        {
            case (TransactionTimer.A, TransactionState.Calling):
                // RFC 3261 §17.1.1.2: doubles without the bound of T2.
                _timerA *= 2;
                effects.SendAgain();
                effects.StartTimer(TransactionTimer.A, _timerA);
                break;

            case (TransactionTimer.B, TransactionState.Calling):
            case (TransactionTimer.Cancelled, TransactionState.Proceeding):
                End(effects, failed: true);
                break;

            case (TransactionTimer.D, TransactionState.Completed):
            case (TransactionTimer.M, TransactionState.Accepted):
                End(effects, failed: false);
                break;
        }
    }

    /// <summary>RFC 3261 §9.1: a cancelled INVITE gets 64·T1 for its final response.</summary>
    public override void Cancel(TransactionEffects effects)
    {
        if (State is TransactionState.Proceeding)
        {
            effects.StartTimer(TransactionTimer.Cancelled, timings.Timeout);
        }
    }

    private void Complete(TransactionEffects effects)
    {
        State = TransactionState.Completed;
        effects.SendAutomatic();
        effects.PassUp();

        if (reliable)
        {
            End(effects, failed: false);
            return;
        }

        effects.StartTimer(TransactionTimer.D, timings.D);
    }
}
