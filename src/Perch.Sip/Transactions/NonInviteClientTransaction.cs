namespace Perch.Sip;

/// <summary>RFC 3261 §17.1.2.</summary>
public sealed class NonInviteClientTransaction(bool reliable, SipTimings timings) : ClientStateMachine
{
    private TimeSpan _timerE = timings.T1;

    public override void Start(TransactionEffects effects)
    {
        State = TransactionState.Trying;
        effects.StartTimer(TransactionTimer.F, timings.Timeout);

        if (!reliable)
        {
            effects.StartTimer(TransactionTimer.E, _timerE);
        }

        effects.Send();
    }

    public override void Receive(int status, TransactionEffects effects)
    {
        if (State is not (TransactionState.Trying or TransactionState.Proceeding))
        {
            return;
        }

        effects.PassUp();

        if (status < 200)
        {
            State = TransactionState.Proceeding;
            return;
        }

        State = TransactionState.Completed;

        if (reliable)
        {
            End(effects, failed: false);
            return;
        }

        effects.StartTimer(TransactionTimer.K, timings.T4);
    }

    public override void Fire(TransactionTimer timer, TransactionEffects effects)
    {
        switch (timer, State)
        {
            case (TransactionTimer.E, TransactionState.Trying):
                _timerE = timings.Doubled(_timerE);
                effects.SendAgain();
                effects.StartTimer(TransactionTimer.E, _timerE);
                break;

            // RFC 3261 §17.1.2.2: with a provisional response the interval is T2.
            case (TransactionTimer.E, TransactionState.Proceeding):
                effects.SendAgain();
                effects.StartTimer(TransactionTimer.E, timings.T2);
                break;

            case (TransactionTimer.F, TransactionState.Trying or TransactionState.Proceeding):
                End(effects, failed: true);
                break;

            case (TransactionTimer.K, TransactionState.Completed):
                End(effects, failed: false);
                break;
        }
    }
}
