using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>How far a leg is.</summary>
internal enum LegState
{
    /// <summary>Not answered.</summary>
    Early,

    /// <summary>A 2xx was sent or received.</summary>
    Answered,

    /// <summary>Our BYE is under way, or waits for the ACK it may not come before.</summary>
    Closing,

    Closed,
}

/// <summary>
/// Our side of one dialog with media. Everything but the transport's callbacks runs on the owner's strand. This part
/// says how a leg begins and ends.
/// </summary>
internal abstract partial class Leg(CallServices services, ILegOwner owner, LegMedia media, SipFlow flow)
    : IServerUser, IClientUser, ITimerUser
{
    private ClientTransaction? _bye;
    private string? _byeReason;

    /// <summary>What the peer puts into To when it speaks to us in this dialog.</summary>
    public abstract byte[] LocalTag { get; }

    /// <summary>The telephone at the other end, where it is known.</summary>
    protected abstract Device? Phone { get; }

    public LegState State { get; protected set; }

    public LegMedia Media { get; } = media;

    /// <summary>The way to the peer: the one its latest request or response came by.</summary>
    public SipFlow Flow { get; private set; } = flow;

    /// <summary>Null before the first response with a tag, on a leg that we called.</summary>
    public Dialog? Dialog { get; protected set; }

    public ILegOwner Owner { get; } = owner;

    protected CallServices Services { get; } = services;

    protected SipStack Stack => Services.Stack;

    /// <summary>Ends an answered leg with BYE; does nothing on another.</summary>
    /// <param name="reason">The value of a Reason header (RFC 3326), or none.</param>
    public void HangUp(LegEnd end, string? reason = null)
    {
        if (State != LegState.Answered)
        {
            return;
        }

        State = LegState.Closing;
        _byeReason = reason;
        _change?.Cancel();
        StopClock();
        Media.Dispose();

        // RFC 3261 §15: the called side does not send BYE before the ACK, or before it has given up on it.
        if (!AwaitsAck)
        {
            SendBye();
        }

        Owner.OnEnded(this, end);
    }

    /// <summary>A 2xx to an INVITE of ours whose transaction is over.</summary>
    public void AckStray(SipMessage response)
    {
        if (Dialog?.Owns(response) == true && State != LegState.Closed)
        {
            SendAck(Dialog, response.CSeqNumber);
        }
    }

    /// <summary>Without a word to the peer: saying it is what failed.</summary>
    public void Forget() => Close();

    /// <summary>Nothing is left to do; late messages of the peer get 481.</summary>
    protected void Close()
    {
        if (State != LegState.Closed)
        {
            State = LegState.Closed;
            Dialog?.Terminate();
            StopRepeating();
            _change?.Cancel();
            StopClock();
            Media.Dispose();
            Services.Dialogs.Remove(this);
        }
    }

    /// <summary>The peer or the network ended it.</summary>
    protected void End(LegEnd end)
    {
        var wasOpen = State is LegState.Early or LegState.Answered;
        Close();

        if (wasOpen)
        {
            Owner.OnEnded(this, end);
        }
    }

    protected void FollowFlow(in SipFlow flow)
    {
        if (Flow != flow)
        {
            Flow = flow;
        }
    }

    /// <summary>Whether it is the INVITE that began this leg.</summary>
    protected virtual bool IsFirst(ClientTransaction transaction) => false;

    /// <summary>Whether it is the INVITE that began this leg; a change is answered in its turn, and not cancelled.</summary>
    protected virtual bool IsFirst(ServerTransaction transaction) => false;

    protected virtual void OnInviteResponse(SipMessage response)
    {
    }

    protected virtual void OnInviteFailure(TransactionEnd reason)
    {
    }

    /// <summary>The caller sent CANCEL, or BYE before the answer.</summary>
    protected virtual void OnGivenUp()
    {
    }

    void IClientUser.OnResponse(ClientTransaction transaction, SipMessage response) =>
        Owner.Strand.Run((Leg: this, transaction), response, static (at, response) => at.Leg.Receive(at.transaction, response));

    void IClientUser.OnFailure(ClientTransaction transaction, TransactionEnd reason) =>
        Owner.Strand.Run((Leg: this, transaction, reason), static at => at.Leg.Fail(at.transaction, at.reason));

    void IServerUser.OnCancelled(ServerTransaction transaction) =>
        Owner.Strand.Run((Leg: this, transaction), static at =>
        {
            // The answer may have been given while the CANCEL waited for its turn.
            if (at.Leg.IsFirst(at.transaction) && !at.transaction.HasFinal)
            {
                at.Leg.OnGivenUp();
            }
        });

    void IServerUser.OnFailure(ServerTransaction transaction, TransactionEnd reason) =>
        Owner.Strand.Run((Leg: this, transaction, reason), static at =>
        {
            if (at.reason == TransactionEnd.TransportError && at.transaction.Flow.Channel.IsReliable)
            {
                at.Leg.OnConnectionLost();
            }
        });

    void ITimerUser.OnTimer(int kind) => Owner.Strand.Run((Leg: this, kind), static at => at.Leg.OnTimer(at.kind));

    private void Receive(ClientTransaction transaction, SipMessage response)
    {
        if (transaction == _bye)
        {
            CloseAfterBye(response.StatusCode);
        }
        else if (IsChange(transaction))
        {
            OnChangeResponse(transaction, response);
        }
        else if (IsFirst(transaction))
        {
            OnInviteResponse(response);
        }
        else if (transaction.Method == SipMethod.Invite && response.StatusClass == 2)
        {
            // The repeated answer to an older change.
            SendAck(Dialog!, response.CSeqNumber);
        }
    }

    private void Fail(ClientTransaction transaction, TransactionEnd reason)
    {
        if (transaction == _bye)
        {
            Close();
        }
        else if (IsChange(transaction))
        {
            OnChangeFailure(reason);
        }
        else if (IsFirst(transaction))
        {
            OnInviteFailure(reason);
        }
    }

    private void CloseAfterBye(int status)
    {
        if (status >= 200)
        {
            Close();
        }
    }

    /// <summary>A phone on a broken connection comes back with a new one; an answered call waits for that.</summary>
    private void OnConnectionLost()
    {
        if (State == LegState.Early)
        {
            OnGivenUp();
        }
    }

    private void SendBye()
    {
        var reason = _byeReason;
        _bye = Send(SipMethod.Bye, Dialog!.NextCSeq(), writer =>
        {
            if (reason is not null)
            {
                writer.Header(HeaderId.Reason, reason);
            }

            writer.NoBody();
        });
    }
}
