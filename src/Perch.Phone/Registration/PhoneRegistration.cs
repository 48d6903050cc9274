using Perch.Sip;
using Perch.Transport;

namespace Perch.Phone;

/// <summary>RFC 3261 §10.2: tells the registrar where the phone is, and again in time, until it is told to stop.</summary>
public sealed class PhoneRegistration : ITimerUser
{
    private const int Refresh = 0;
    private const int KeepAlive = 1;
    private const int Silence = 2;

    // RFC 5626 §4.4: often enough for the NATs in between, and to notice that a connection is gone.
    private static readonly TimeSpan KeepAliveInterval = TimeSpan.FromSeconds(25);

    // Long enough for a lost packet or three (RFC 3261 §17.1.2.2: sent again after 0.5, 1.5 and 3.5 s).
    private static readonly TimeSpan SilenceAfter = TimeSpan.FromSeconds(4);

    private readonly SipPhone _phone;
    private readonly byte[] _callId = SipTokens.NewTag();
    private readonly byte[] _tag = SipTokens.NewTag();
    private readonly Lock _gate = new();
    private SipTimer? _refresh;
    private SipTimer? _keepAlive;
    private SipTimer? _silence;
    private uint _cseq;
    private int _asked;
    private bool _wanted;

    internal PhoneRegistration(SipPhone phone)
    {
        _phone = phone;
        _asked = (int)phone.Options.RegisterFor.TotalSeconds;
    }

    public RegistrationState State { get; private set; }

    /// <summary>The last final answer; 408 where none came, 503 where the server could not be reached.</summary>
    public int Status { get; private set; }

    /// <summary>Nothing at all has come back for some seconds, and nothing has since.</summary>
    public bool IsUnheard { get; private set; }

    /// <summary>What the server granted last.</summary>
    public TimeSpan Granted { get; private set; }

    /// <summary>Registers, and keeps registered. True when the first try succeeded.</summary>
    public async Task<bool> RegisterAsync(CancellationToken cancellation = default)
    {
        _wanted = true;
        await SendAsync(_asked, cancellation);

        return State == RegistrationState.Registered;
    }

    /// <summary>Takes the phone's binding away. True when the server agreed.</summary>
    public async Task<bool> UnregisterAsync(CancellationToken cancellation = default)
    {
        _wanted = false;
        await SendAsync(0, cancellation);

        return State == RegistrationState.None;
    }

    /// <summary>Sends nothing more; the server finds out when the time has run out.</summary>
    internal void Forget()
    {
        _wanted = false;
        _refresh?.Stop();
        _keepAlive?.Stop();
        _silence?.Stop();
    }

    void ITimerUser.OnTimer(int kind)
    {
        if (!_wanted)
        {
            return;
        }

        if (kind == Silence)
        {
            IsUnheard = true;
            _phone.Changes.Raise();
        }
        else if (kind == KeepAlive && _phone.Link.Flow is { } flow)
        {
            flow.Send("\r\n\r\n"u8);
            _keepAlive = _phone.Link.Stack.Timers.Start(KeepAliveInterval, this, KeepAlive);
        }
        else
        {
            // Nobody waits for a refresh: its outcome is the state.
            _ = SendAsync(_asked, CancellationToken.None);
        }
    }

    private async Task SendAsync(int expires, CancellationToken cancellation)
    {
        _refresh?.Stop();
        _keepAlive?.Stop();
        _silence?.Stop();
        _silence = _phone.Link.Stack.Timers.Start(SilenceAfter, this, Silence);
        State = State == RegistrationState.Registered ? State : RegistrationState.Trying;
        _phone.Changes.Raise();

        if (!await _phone.Link.ConnectAsync(cancellation))
        {
            FinishUnheard(503, expires);
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = new OutgoingRequest(_phone, SipMethod.Register, _phone.RegistrarUri)
        {
            Head = WriteHead,
            Rest = writer => WriteRest(writer, expires),
            OnResponse = response => TakeResponse(response, expires, done),
            OnFailure = reason => TakeFailure(reason, expires, done),
        };
        request.Send();
        await done.Task.WaitAsync(cancellation);
    }

    private void WriteHead(SipWriter writer, in OwnVia via)
    {
        uint cseq;

        lock (_gate)
        {
            cseq = ++_cseq;
        }

        SipRequests.Start(
            writer,
            new()
            {
                Method = SipMethod.Register,
                Uri = _phone.RegistrarUri,
                From = _phone.Address,
                FromTag = _tag,
                To = _phone.Address,
                CallId = _callId,
                CSeq = cseq,
            },
            via);
    }

    private void WriteRest(SipWriter writer, int expires)
    {
        _phone.WriteContact(writer);
        writer.Header(HeaderId.Expires, expires);
        _phone.WriteAbilities(writer);
        writer.NoBody();
    }

    private void TakeResponse(SipMessage response, int expires, TaskCompletionSource done)
    {
        _silence?.Stop();
        IsUnheard = false;

        if (response.StatusClass == 1)
        {
            return;
        }

        // RFC 3261 §10.2.8: ask again for as long as the registrar wants to hear from us less often.
        if (response.StatusCode == 423 && Ascii.TryReadUInt(response[HeaderId.MinExpires], out var least)
            && least > _asked && least < int.MaxValue && expires > 0)
        {
            _asked = (int)least;
            _ = RepeatAsync(done);
            return;
        }

        Finish(response.StatusCode, expires, TimeSpan.FromSeconds(GrantedSeconds(response, expires)));
        done.TrySetResult();
    }

    private async Task RepeatAsync(TaskCompletionSource done)
    {
        await SendAsync(_asked, CancellationToken.None);
        done.TrySetResult();
    }

    private void TakeFailure(TransactionEnd reason, int expires, TaskCompletionSource done)
    {
        FinishUnheard(reason == TransactionEnd.Timeout ? 408 : 503, expires);
        done.TrySetResult();
    }

    private void FinishUnheard(int status, int expires)
    {
        _silence?.Stop();
        IsUnheard = true;
        Finish(status, expires, TimeSpan.Zero);
    }

    private void Finish(int status, int expires, TimeSpan granted)
    {
        Status = status;
        Granted = granted;
        var state = (status / 100, expires) switch
        {
            (2, > 0) => RegistrationState.Registered,
            (2, _) => RegistrationState.None,
            _ => RegistrationState.Refused,
        };

        if (_wanted)
        {
            // A third before the end leaves time for tries; after a failure a phone tries again by itself.
            var after = state == RegistrationState.Registered ? granted * 2 / 3 : RetryAfter(status);
            _refresh = _phone.Link.Stack.Timers.Start(after, this, Refresh);
        }

        if (_wanted && state == RegistrationState.Registered)
        {
            _keepAlive = _phone.Link.Stack.Timers.Start(KeepAliveInterval, this, KeepAlive);
        }

        // Last: who sees a registered phone may count on its refreshing.
        State = state;
        _phone.Changes.Raise();
    }

    /// <summary>A wrong password is not tried often enough to be locked out.</summary>
    private static TimeSpan RetryAfter(int status) => TimeSpan.FromSeconds(status is 401 or 403 or 407 ? 300 : 30);

    /// <summary>RFC 3261 §10.2.4: our own Contact's expires, else the Expires header.</summary>
    private int GrantedSeconds(SipMessage response, int asked)
    {
        var contact = _phone.ContactUri();

        foreach (var value in response.Values(HeaderId.Contact))
        {
            if (NameAddr.TryParse(value, out var address) && address.Uri.SequenceEqual(contact)
                && address.Parameters.TryFind("expires"u8, out var text) && Ascii.TryReadUInt(text, out var seconds))
            {
                return (int)Math.Clamp(seconds, 1, 86400);
            }
        }

        return Ascii.TryReadUInt(response[HeaderId.Expires], out var all) ? (int)Math.Clamp(all, 1, 86400) : asked;
    }
}
