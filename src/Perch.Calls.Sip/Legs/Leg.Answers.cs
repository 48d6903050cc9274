using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>RFC 3261 §13.3.1.4: a 2xx to an INVITE is repeated until its ACK comes, also over a reliable transport.</summary>
internal abstract partial class Leg
{
    private ServerTransaction? _answered;
    private SipTimer? _repeat;
    private TimeSpan _repeatAfter;
    private TimeSpan _waited;

    /// <summary>A 2xx of ours is not acknowledged yet.</summary>
    protected bool AwaitsAck => _answered is not null;

    /// <summary>An ACK of the peer, for a 2xx.</summary>
    public void ReceiveAck(SipMessage ack, SipFlow flow)
    {
        if (Dialog?.Owns(ack) != true || _answered is not { } answered
            || answered.Request.CSeqNumber != ack.CSeqNumber)
        {
            return;
        }

        FollowFlow(flow);
        StopRepeating();

        if (State == LegState.Closing)
        {
            SendBye();
        }
        else if (TakeLateAnswer(ack))
        {
            Owner.OnConfirmed(this);
            Sync();
        }
        else
        {
            HangUp(LegEnd.Lost, "SIP;cause=488;text=\"No usable answer in ACK\"");
        }
    }

    /// <summary>Sends the 2xx and repeats it.</summary>
    protected void AnswerInvite(ServerTransaction invite, SipWriter response)
    {
        _answered = invite;
        _waited = TimeSpan.Zero;
        _repeatAfter = Stack.Timings.T1;
        _repeat = Stack.Timers.Start(_repeatAfter, this, (int)LegTimer.RepeatAnswer);
        invite.Respond(response);
    }

    private void StopRepeating()
    {
        _answered = null;
        _repeat?.Stop();
    }

    private void RepeatAnswer()
    {
        if (_answered is not { } answered)
        {
            return;
        }

        _waited += _repeatAfter;

        if (_waited >= Stack.Timings.Timeout)
        {
            GiveUpOnAck();
            return;
        }

        answered.RepeatAnswer();
        var doubled = _repeatAfter * 2;
        var rest = Stack.Timings.Timeout - _waited;
        _repeatAfter = doubled < Stack.Timings.T2 ? doubled : Stack.Timings.T2;
        _repeatAfter = _repeatAfter < rest ? _repeatAfter : rest;
        _repeat = Stack.Timers.Start(_repeatAfter, this, (int)LegTimer.RepeatAnswer);
    }

    private void GiveUpOnAck()
    {
        StopRepeating();

        if (State == LegState.Closing)
        {
            SendBye();
        }
        else
        {
            HangUp(LegEnd.Lost, "SIP;cause=408;text=\"No ACK\"");
        }
    }

    /// <summary>RFC 3261 §13.2.1: where our 2xx carried the offer, the ACK carries the answer.</summary>
    private bool TakeLateAnswer(SipMessage ack)
    {
        if (Media.Pending != SdpPending.OurOffer)
        {
            return true;
        }

        Changes.EndOurs();

        if (SdpBody.Find(ack, out var answer) == SdpBodyStatus.Found && Media.TakeAnswer(answer) == SdpFault.None)
        {
            Media.Settle();
            Owner.OnDirectionChanged(this);
            return true;
        }

        // A session that was agreed on before goes on as it was (RFC 3261 §14.1).
        Media.Withdraw();

        return Media.IsAgreed;
    }
}
