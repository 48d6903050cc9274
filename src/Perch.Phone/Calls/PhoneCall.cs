using System.Security.Cryptography;
using System.Text;
using Perch.Media;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>One call of a phone, from the first digit or the first ring to the end. Thread-safe.</summary>
public sealed partial class PhoneCall
{
    private readonly SipPhone _phone;
    private readonly Lock _gate = new();
    private readonly OfferAnswerState _change = new();
    private readonly SessionClock _clock;
    private readonly byte[] _localTag;
    private SdpSession? _sdp;
    private Dialog? _dialog;
    private MediaPort? _media;
    private AnswerRepeater? _repeater;
    private bool _byeWhenAcknowledged;
    private string _digits = "";

    private PhoneCall(SipPhone phone, bool isIncoming, string number)
    {
        _phone = phone;
        _localTag = SipTokens.NewTag();
        _clock = new(phone.Link.Stack.Timers, RefreshSession, () => HangUp(CallEndReason.Failed));
        IsIncoming = isIncoming;
        Number = number;
    }

    public bool IsIncoming { get; }

    /// <summary>Whom it was dialled to, or who calls.</summary>
    public string Number { get; }

    /// <summary>The other end's display name; empty where there is none.</summary>
    public string Name { get; private set; } = "";

    public PhoneCallState State { get; private set; }

    /// <summary>The latest status of the other end; 0 before the first, and for incoming calls.</summary>
    public int LastStatus { get; private set; }

    /// <summary>The other end can be heard before it has answered.</summary>
    public bool HasEarlyMedia { get; private set; }

    /// <summary>This phone has put the other end on hold.</summary>
    public bool OnHold { get; private set; }

    /// <summary>The other end does not want to hear us.</summary>
    public bool HeldByPeer => _sdp?.Agreed?.HeldByPeer ?? false;

    /// <summary>Null until the call has ended.</summary>
    public CallEnd? End { get; private set; }

    /// <summary>Answered, and the other side has said that it knows.</summary>
    public bool IsSettled => State == PhoneCallState.Answered && _repeater is null or { IsWaiting: false };

    /// <summary>Keys that the other end has pressed so far.</summary>
    public string DigitsHeard => Volatile.Read(ref _digits);

    /// <summary>What was agreed on for audio; null before that.</summary>
    public AudioAgreement? Audio => _sdp?.Agreed;

    /// <summary>The audio port; null after the end.</summary>
    public MediaPort? Media => _media;

    /// <summary>A header of the INVITE that came, such as <c>Alert-Info</c>; empty for outgoing calls.</summary>
    public string InviteHeader(HeaderId id) => _invite is null ? "" : Encoding.UTF8.GetString(_invite.Request[id]);

    /// <summary>Completes when the call has ended.</summary>
    public Task WaitForEndAsync(CancellationToken cancellation = default) =>
        _phone.Changes.WaitUntilAsync(() => State == PhoneCallState.Ended, cancellation);

    /// <summary>Cancels, refuses or ends the call, whatever it needs.</summary>
    public void HangUp() => HangUp(CallEndReason.HungUpHere);

    /// <summary>Whether a message of the peer belongs to this call.</summary>
    internal bool Owns(SipMessage message) => _dialog?.Owns(message) ?? false;

    /// <summary>Ends without a word to the other side.</summary>
    internal void Drop() => Finish(new(CallEndReason.HungUpHere, 0, ""));

    private void HangUp(CallEndReason why)
    {
        lock (_gate)
        {
            switch (State)
            {
                case PhoneCallState.Answered when _repeater is { IsWaiting: true }:
                    // RFC 3261 §15: the called side may not say BYE before the ACK has come.
                    _byeWhenAcknowledged = true;
                    break;

                case PhoneCallState.Answered:
                    SendBye();
                    break;

                case PhoneCallState.Dialling or PhoneCallState.Ringing when !IsIncoming:
                    // The end comes with the final answer, which may be a 2xx that crosses the CANCEL.
                    _hungUpEarly = true;
                    _placed?.Cancel();
                    return;

                case PhoneCallState.Ringing:
                    Reject(486);
                    return;
            }
        }

        Finish(new(why, 0, ""));
    }

    /// <summary>Opens the audio port and the session's description; false when no port is left.</summary>
    private bool OpenMedia(in SipFlow flow)
    {
        var address = _phone.Link.Stack.LocalAddressTo(flow).ToIPAddress();
        _media = _phone.Media.TryOpen(address);

        if (_media is null)
        {
            return false;
        }

        _media.AudioReceived = _phone.Options.Hears;
        _media.DigitReceived = digit =>
        {
            Volatile.Write(ref _digits, _digits + digit);
            _phone.Changes.Raise();
        };
        var sessionId = (long)RandomNumberGenerator.GetInt32(int.MaxValue);
        _sdp = new(new(new(address, _media.RtpPort), sessionId)
        {
            OffersTelephoneEvents = _phone.Options.OffersTelephoneEvents,
        });

        return true;
    }

    private void Finish(CallEnd end)
    {
        MediaPort? media;

        lock (_gate)
        {
            if (State == PhoneCallState.Ended)
            {
                return;
            }

            State = PhoneCallState.Ended;
            End = end;
            _clock.Stop();
            media = _media;
            _media = null;
        }

        if (media is not null)
        {
            EndRecording(media);
            media.Dispose();
        }

        if (!_byeWhenAcknowledged)
        {
            Close();
        }

        _phone.Changes.Raise();
    }

    /// <summary>Nothing of the peer concerns this call any more.</summary>
    private void Close()
    {
        _dialog?.Terminate();
        _repeater?.Stop();
        _phone.Remove(this);
    }
}
