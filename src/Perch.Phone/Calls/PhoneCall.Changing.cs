using System.Security.Cryptography;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>Changes of the session while the call goes on: hold, resume, refresh, and the other side's.</summary>
public sealed partial class PhoneCall
{
    private const int MaxTries = 4;

    private bool _peerTakesUpdates;

    /// <summary>Puts the other end on hold; false when it, or the call, does not allow that.</summary>
    public Task<bool> HoldAsync(CancellationToken cancellation = default) => ChangeAsync(hold: true, cancellation);

    public Task<bool> ResumeAsync(CancellationToken cancellation = default) => ChangeAsync(hold: false, cancellation);

    private async Task<bool> ChangeAsync(bool hold, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MaxTries; tries++)
        {
            await _phone.Changes.WaitUntilAsync(
                () => State == PhoneCallState.Ended || (_change.MayStart && _sdp?.Pending == SdpPending.Nothing),
                cancellation);
            var status = await OfferAsync(hold).WaitAsync(cancellation);

            if (status != 491)
            {
                return status / 100 == 2;
            }

            // RFC 3261 §14.1: both sides wanted a change at once, so each waits for a time of its own.
            var wait = OfferAnswerState.GlareWait(!IsIncoming, (uint)RandomNumberGenerator.GetInt32(int.MaxValue));
            await Task.Delay(wait, _phone.Link.Stack.Time, cancellation);
        }

        return false;
    }

    /// <summary>Sends one re-INVITE and gives its final status.</summary>
    private Task<int> OfferAsync(bool hold)
    {
        var done = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);

        lock (_gate)
        {
            if (State != PhoneCallState.Answered || !_change.MayStart)
            {
                return Task.FromResult(State == PhoneCallState.Answered ? 491 : 481);
            }

            _change.StartOurs();
            var offer = _sdp!.CreateOffer(_phone.Options.Codecs, hold ? SdpDirection.SendOnly : SdpDirection.SendRecv);
            var dialog = _dialog!;
            var request = new OutgoingRequest(_phone, SipMethod.Invite, dialog.RemoteTarget.ToArray())
            {
                Head = (writer, in via) => dialog.WriteRequest(writer, SipMethod.Invite, dialog.NextCSeq(), via),
                Rest = writer => WriteChange(writer, offer),
                OnResponse = response => TakeChangeResponse(response, hold, done),
                OnFailure = _ => EndChange(408, null, done),
            };
            request.Send();
        }

        return done.Task;
    }

    private void WriteChange(SipWriter writer, byte[]? offer)
    {
        _phone.WriteContact(writer);
        _phone.WriteAbilities(writer);

        if (_clock.Interval is { } interval)
        {
            SessionTimer.WriteAsked(writer, interval.Seconds, interval.WeRefresh);
        }

        if (offer is null)
        {
            writer.NoBody();
        }
        else
        {
            writer.Body(SdpBody.ContentType, offer);
        }
    }

    private void TakeChangeResponse(SipMessage response, bool hold, TaskCompletionSource<int> done)
    {
        if (response.StatusClass == 1)
        {
            return;
        }

        if (response.StatusClass == 2)
        {
            SendAck(response);

            // A repeated 2xx only wants its ACK.
            if (done.Task.IsCompleted)
            {
                return;
            }
        }

        lock (_gate)
        {
            if (response.StatusClass == 2 && SdpBody.Find(response, out var sdp) == SdpBodyStatus.Found
                && _sdp!.ReceiveAnswer(sdp) == SdpFault.None)
            {
                OnHold = hold;
                _dialog!.RefreshTarget(response);
                ConfigureMedia();
                RestartClock(response);
            }
        }

        EndChange(response.StatusCode, response, done);
    }

    private void EndChange(int status, SipMessage? response, TaskCompletionSource<int> done)
    {
        lock (_gate)
        {
            _sdp!.Withdraw();
            _change.EndOurs();
        }

        done.TrySetResult(status);

        // RFC 3261 §12.2.1.2: the peer knows nothing of the call any more.
        if (status is 481 or 408)
        {
            HangUp(CallEndReason.Failed);
        }

        _phone.Changes.Raise();
    }

    private void RestartClock(SipMessage response)
    {
        if (_clock.Interval is { } interval)
        {
            _clock.Start(SessionTimer.Agreed(response, interval.Seconds));
        }
    }

    /// <summary>RFC 4028 §7.4: an UPDATE without a description where the peer takes it, else the same offer again.</summary>
    private void RefreshSession()
    {
        if (!_peerTakesUpdates)
        {
            _ = ChangeAsync(OnHold, CancellationToken.None);
            return;
        }

        var dialog = _dialog!;
        var request = new OutgoingRequest(_phone, SipMethod.Update, dialog.RemoteTarget.ToArray())
        {
            Head = (writer, in via) => dialog.WriteRequest(writer, SipMethod.Update, dialog.NextCSeq(), via),
            Rest = writer => WriteChange(writer, null),
            OnResponse = TakeRefreshResponse,
            OnFailure = _ => HangUp(CallEndReason.Failed),
        };
        request.Send();
    }

    private void TakeRefreshResponse(SipMessage response)
    {
        if (response.StatusClass == 2)
        {
            RestartClock(response);
        }
        else if (response.StatusCode is 408 or 481)
        {
            HangUp(CallEndReason.Failed);
        }
    }

    private void ReceiveChange(ServerTransaction change)
    {
        lock (_gate)
        {
            var request = change.Request;
            var busy = _change.TheirsPending;
            var body = SdpBody.Find(request, out var sdp);
            var status = JudgeChange(request, body);

            if (status == 0 && body == SdpBodyStatus.Found)
            {
                status = _sdp!.ReceiveOffer(sdp).Status();
            }

            if (status == 0)
            {
                AcceptChange(change, body == SdpBodyStatus.Found);
            }
            else
            {
                RefuseChange(change, status, begun: _change.TheirsPending && !busy);
            }
        }

        _phone.Changes.Raise();
    }

    /// <summary>0, or the status to refuse the change with. One that is not refused has begun.</summary>
    private int JudgeChange(SipMessage request, SdpBodyStatus body)
    {
        if (body is SdpBodyStatus.Unsupported or SdpBodyStatus.Malformed)
        {
            return body == SdpBodyStatus.Unsupported ? 415 : 400;
        }

        _timerAnswer = SessionTimer.Answer(request, _clock.Interval?.WeRefresh);

        if (_timerAnswer.RejectStatus != 0)
        {
            return _timerAnswer.RejectStatus;
        }

        // RFC 3311 §5.2: an UPDATE without an offer changes nothing that could collide.
        if (request.Method == SipMethod.Update && body == SdpBodyStatus.None)
        {
            return 0;
        }

        return _change.StartTheirs() switch
        {
            ChangeVerdict.Accepted => State == PhoneCallState.Ended ? 481 : 0,
            ChangeVerdict.Glare => 491,
            ChangeVerdict.TooEarly => 500,
        };
    }

    /// <param name="begun">It counts as under way, and no longer must.</param>
    private void RefuseChange(ServerTransaction change, int status, bool begun)
    {
        if (begun)
        {
            _change.EndTheirs();
        }

        var response = change.StartResponse(status);

        if (status == 500)
        {
            var seconds = OfferAnswerState.RetryAfterSeconds((uint)RandomNumberGenerator.GetInt32(int.MaxValue));
            response.Header(HeaderId.RetryAfter, seconds);
        }

        WriteRefusal(response, status);
        response.NoBody();
        change.Respond(response);
    }

    private void AcceptChange(ServerTransaction change, bool hasOffer)
    {
        var isInvite = change.Request.Method == SipMethod.Invite;
        var wish = OnHold ? SdpDirection.SendOnly : SdpDirection.SendRecv;
        byte[]? description = null;

        var fault = hasOffer
            ? _sdp!.TryCreateAnswer(_phone.Options.Codecs, wish, out description)
            : SdpFault.None;

        if (fault != SdpFault.None)
        {
            RefuseChange(change, fault.Status(), begun: true);
            return;
        }

        if (!hasOffer && isInvite)
        {
            description = _sdp!.CreateOffer(_phone.Options.Codecs, wish);
        }

        _dialog!.RefreshTarget(change.Request);
        var response = change.StartResponse(200);
        _phone.WriteContact(response);
        _phone.WriteAbilities(response);
        WriteSessionAnswer(response);

        if (description is null)
        {
            response.NoBody();
        }
        else
        {
            response.Body(SdpBody.ContentType, description);
        }

        Commit(change, response, isInvite, hasOffer);
    }

    private void Commit(ServerTransaction change, SipWriter response, bool isInvite, bool hasOffer)
    {
        var bytes = response.ToArray();
        change.Respond(response);

        if (isInvite)
        {
            RepeatUntilAcknowledged(change.Flow, bytes);
        }
        else if (hasOffer)
        {
            _change.EndTheirs();
        }

        ConfigureMedia();
    }
}
