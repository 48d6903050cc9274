namespace Perch.Sip;

/// <summary>RFC 3261 §17.2.1 with RFC 6026 §7.1.</summary>
public sealed class InviteServerTransaction(bool reliable, SipTimings timings) : ServerStateMachine
{
    private TimeSpan _timerG = timings.T1;
    private bool _answered;

    public override void Start(TransactionEffects effects)
    {
        State = TransactionState.Proceeding;
        effects.StartTimer(TransactionTimer.Trying, timings.Trying);
    }

    public override void Receive(TransactionEffects effects)
    {
        switch (State)
        {
            case TransactionState.Proceeding when !_answered:
                // The caller repeats already: it wants to know at once that somebody is there.
                SendTrying(effects);
                break;

            case TransactionState.Proceeding or TransactionState.Completed:
                effects.SendAgain();
                break;

            // RFC 6026 §7.1: in Accepted a repeated INVITE is absorbed; the user repeats its 2xx.
            default:
                break;
        }
    }

    public override bool ReceiveAck(TransactionEffects effects)
    {
        if (State is TransactionState.Accepted)
        {
            return false;
        }

        if (State is TransactionState.Completed)
        {
            State = TransactionState.Confirmed;

            if (reliable)
            {
                End(effects, failed: false);
            }
            else
            {
                effects.StartTimer(TransactionTimer.I, timings.T4);
            }
        }

        return true;
    }

    public override bool Respond(int status, TransactionEffects effects)
    {
        switch (State, status / 100)
        {
            case (TransactionState.Proceeding, 1):
            case (TransactionState.Accepted, 2):
                break;

            case (TransactionState.Proceeding, 2):
                State = TransactionState.Accepted;
                effects.StartTimer(TransactionTimer.L, timings.Timeout);
                break;

            case (TransactionState.Proceeding, _):
                Complete(effects);
                break;

            default:
                return false;
        }

        _answered = true;
        effects.Send();

        return true;
    }

    public override void Fire(TransactionTimer timer, TransactionEffects effects)
    {
        switch (timer, State)
        {
            case (TransactionTimer.Trying, TransactionState.Proceeding) when !_answered:
                SendTrying(effects);
                break;

            case (TransactionTimer.G, TransactionState.Completed):
                _timerG = timings.Doubled(_timerG);
                effects.SendAgain();
                effects.StartTimer(TransactionTimer.G, _timerG);
                break;

            case (TransactionTimer.H, TransactionState.Completed):
                End(effects, failed: true);
                break;

            case (TransactionTimer.I, TransactionState.Confirmed):
            case (TransactionTimer.L, TransactionState.Accepted):
                End(effects, failed: false);
                break;
        }
    }

    private void SendTrying(TransactionEffects effects)
    {
        _answered = true;
        effects.SendAutomatic();
    }

    private void Complete(TransactionEffects effects)
    {
        State = TransactionState.Completed;
        effects.StartTimer(TransactionTimer.H, timings.Timeout);

        // RFC 3261 §17.2.1: only an unreliable transport repeats the response.
        if (!reliable)
        {
            effects.StartTimer(TransactionTimer.G, _timerG);
        }
    }
}
