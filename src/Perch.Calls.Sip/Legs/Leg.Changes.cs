using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>
/// Changes of the session that we begin: putting the peer on hold and back, and refreshing. What is wanted is compared
/// with what the peer was told, whenever nothing is under way, so changes that come meanwhile are not lost.
/// </summary>
internal abstract partial class Leg
{
    private static readonly TimeSpan RetryAtMost = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Reconnecting = TimeSpan.FromSeconds(5);

    private SdpDirection _wanted = SdpDirection.SendRecv;
    private SdpDirection _told = SdpDirection.SendRecv;
    private SdpDirection _asked;
    private ClientTransaction? _change;
    private bool _refreshDue;
    private bool _waitsToRetry;
    private bool _peerTakesUpdate;

    protected OfferAnswerState Changes { get; } = new();

    /// <summary>What the peer's other side sends and hears. The peer is told by a re-INVITE when that is new.</summary>
    public void Want(SdpDirection direction)
    {
        _wanted = direction;
        Sync();
    }

    /// <summary>Notes from a request or response of the peer what it understands.</summary>
    protected void NoteAbilities(SipMessage message)
    {
        if (message.Has(HeaderId.Allow))
        {
            _peerTakesUpdate = OptionTags.Has(message, HeaderId.Allow, "UPDATE"u8);
        }
    }

    private bool IsChange(ClientTransaction transaction) => transaction == _change;

    private void Refresh()
    {
        _refreshDue = true;
        Sync();
    }

    /// <summary>Begins a change if one is due and none is under way.</summary>
    private void Sync()
    {
        // RFC 3261 §14.1: not while an INVITE is under way in either direction, nor before its ACK.
        if (State != LegState.Answered || AwaitsAck || _waitsToRetry || !Changes.MayStart)
        {
            return;
        }

        if (_told != _wanted)
        {
            SendReInvite();
        }
        else if (_refreshDue && _peerTakesUpdate)
        {
            SendUpdate();
        }
        else if (_refreshDue)
        {
            SendReInvite();
        }
    }

    private void SendReInvite()
    {
        _asked = _wanted;
        Changes.StartOurs();

        // The codec stays: nobody asked for another, and changing it would be heard.
        var offer = Media.Offer([Media.Codec ?? SdpCodec.Pcmu], _asked);
        _change = Send(SipMethod.Invite, Dialog!.NextCSeq(), writer =>
        {
            WriteAboutUs(writer, isRequest: true);
            WriteSession(writer, Session.WeRefresh);
            writer.Body(SdpBody.ContentType, offer);
        });
    }

    private void SendUpdate()
    {
        // RFC 3311 §5.1: without an offer it is no change of the session, but one at a time is plenty.
        Changes.StartOurs();
        _asked = _told;
        _change = Send(SipMethod.Update, Dialog!.NextCSeq(), writer =>
        {
            WriteAboutUs(writer, isRequest: true);
            WriteSession(writer, Session.WeRefresh);
            writer.NoBody();
        });
    }

    private void OnChangeResponse(ClientTransaction transaction, SipMessage response)
    {
        if (response.StatusClass == 2 && transaction.Method == SipMethod.Invite)
        {
            SendAck(Dialog!, response.CSeqNumber);
        }

        // A repeated 2xx only wanted its ACK.
        if (response.StatusClass == 1 || !Changes.OursPending || State != LegState.Answered)
        {
            return;
        }

        Changes.EndOurs();

        switch (response.StatusCode)
        {
            case < 300:
                FinishChange(response);
                break;

            // RFC 5057 §5.1, RFC 4028 §10: there is no dialog any more.
            case 408 or 481:
                HangUp(LegEnd.Lost);
                break;

            case 422 when AsksForLonger(response):
                WithdrawOffer();
                Sync();
                break;

            case 405 or 501 when transaction.Method == SipMethod.Update:
                _peerTakesUpdate = false;
                Sync();
                break;

            case 491:
                RetryLater(OfferAnswerState.GlareWait(Dialog!.IsCaller, RandomNumber()));
                break;

            case 500 or 503 when Ascii.TryReadUInt(response[HeaderId.RetryAfter], out var wait):
                RetryLater(TimeSpan.FromSeconds(Math.Max(wait, 1)));
                break;

            default:
                KeepOldSession();
                break;
        }
    }

    private void OnChangeFailure(TransactionEnd reason)
    {
        if (State != LegState.Answered)
        {
            return;
        }

        if (reason == TransactionEnd.TransportError && Flow.Channel.IsReliable)
        {
            // The phone comes back with a new connection; until the session's end there is time for that.
            Changes.EndOurs();
            RetryLater(Reconnecting);
            return;
        }

        // RFC 5057 §5.1: no answer at all means that the dialog is gone.
        HangUp(LegEnd.Lost);
    }

    private void FinishChange(SipMessage response)
    {
        Dialog!.RefreshTarget(response);
        NoteAbilities(response);

        if (Media.Pending == SdpPending.OurOffer
            && (SdpBody.Find(response, out var answer) != SdpBodyStatus.Found || Media.TakeAnswer(answer) != SdpFault.None))
        {
            WithdrawOffer();
        }

        _told = _asked;
        _refreshDue = false;
        StartClock(SessionTimer.Agreed(response, Session.Seconds));
        Owner.OnDirectionChanged(this);
        Sync();
    }

    /// <summary>RFC 3261 §14.1: a change that was refused leaves the session as it was. The peer lives, which refreshes it.</summary>
    private void KeepOldSession()
    {
        WithdrawOffer();
        _told = _asked;
        _refreshDue = false;
        StartClock(Session);
        Sync();
    }

    private void RetryLater(TimeSpan wait)
    {
        WithdrawOffer();
        _waitsToRetry = true;
        Stack.Timers.Start(wait < RetryAtMost ? wait : RetryAtMost, this, (int)LegTimer.RetryChange);
    }

    private void RetryChange()
    {
        _waitsToRetry = false;
        Sync();
    }

    private void WithdrawOffer()
    {
        if (Media.Pending == SdpPending.OurOffer)
        {
            Media.Withdraw();
        }
    }
}
