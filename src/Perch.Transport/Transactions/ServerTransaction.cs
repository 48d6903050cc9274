using Perch.Sip;

namespace Perch.Transport;

/// <summary>A request of a peer and our answers to it. Thread-safe.</summary>
public sealed class ServerTransaction : ITimerUser
{
    private readonly SipStack _stack;
    private readonly ServerStateMachine _machine;
    private readonly TransactionEffects _effects = new();
    private readonly Lock _gate = new();
    private TransactionClock _clock;
    private TransactionEnd _why = TransactionEnd.Timeout;
    private byte[] _last = [];
    private bool _cancelled;

    internal ServerTransaction(SipStack stack, byte[] key, SipMessage request, in SipFlow flow, IServerUser user)
    {
        _stack = stack;
        Key = key;
        Request = request;
        Flow = flow;
        User = user;
        _machine = ServerStateMachine.For(request.Method, flow.Channel.IsReliable, stack.Timings);
    }

    /// <summary>A copy that lasts.</summary>
    public SipMessage Request { get; }

    public SipFlow Flow { get; }

    /// <summary>The To tag of every response but 100; random, the same throughout.</summary>
    public byte[] ToTag { get; } = SipTokens.NewTag();

    /// <summary>Whether a final response was given.</summary>
    public bool HasFinal { get; private set; }

    public IServerUser User { get; set; }

    /// <summary>RFC 3326: the CANCEL's Reason header, such as "answered elsewhere"; null without one.</summary>
    public string? CancelReason { get; private set; }

    internal byte[] Key { get; }

    internal byte[]? MergedKey { get; init; }

    /// <summary>
    /// A rented writer with everything RFC 3261 §8.2.6 asks for; headers and the body follow, then
    /// <see cref="Respond(SipWriter)"/>.
    /// </summary>
    public SipWriter StartResponse(int status, ReadOnlySpan<byte> phrase = default)
    {
        var writer = _stack.RentWriter();
        SipResponses.Start(writer, Request, Flow.Remote, status, phrase, status == 100 ? default : ToTag);

        return writer;
    }

    /// <summary>A response without headers of its own and without a body.</summary>
    public void Respond(int status, ReadOnlySpan<byte> phrase = default)
    {
        var response = StartResponse(status, phrase);
        response.NoBody();
        Respond(response);
    }

    /// <summary>Sends the response, and takes the writer back. A response that comes too late is dropped.</summary>
    public void Respond(SipWriter response)
    {
        TransactionNews news;

        lock (_gate)
        {
            var status = StatusOf(response.Written);
            _effects.Clear();

            if (_machine.Respond(status, _effects))
            {
                _last = response.ToArray();
                HasFinal |= status >= 200;
            }

            news = Apply();
        }

        _stack.Return(response);
        Tell(news);
    }

    /// <summary>RFC 3261 §13.3.1.4: whoever answered an INVITE with a 2xx repeats it until the ACK comes.</summary>
    public void RepeatAnswer()
    {
        lock (_gate)
        {
            if (HasFinal)
            {
                _stack.Metrics.Retransmitted();
                _stack.Transmit(_last, Flow);
            }
        }
    }

    void ITimerUser.OnTimer(int kind)
    {
        TransactionNews news;

        lock (_gate)
        {
            _effects.Clear();
            _machine.Fire((TransactionTimer)kind, _effects);
            news = Apply();
        }

        Tell(news);
    }

    internal void Start()
    {
        lock (_gate)
        {
            _effects.Clear();
            _machine.Start(_effects);
            Apply();
        }
    }

    internal void ReceiveAgain()
    {
        TransactionNews news;

        lock (_gate)
        {
            _effects.Clear();
            _machine.Receive(_effects);
            news = Apply();
        }

        Tell(news);
    }

    internal bool ReceiveAck()
    {
        lock (_gate)
        {
            _effects.Clear();
            var absorbed = _machine.ReceiveAck(_effects);
            Apply();

            return absorbed;
        }
    }

    /// <summary>RFC 3261 §9.2: a CANCEL has an effect only before the final response, and only once.</summary>
    internal void ReceiveCancel(string? reason)
    {
        lock (_gate)
        {
            if (HasFinal || _cancelled || _machine.State == TransactionState.Terminated)
            {
                return;
            }

            _cancelled = true;
            CancelReason = reason;
        }

        try
        {
            User.OnCancelled(this);
        }
        catch (Exception failure)
        {
            _stack.UserFailed(failure, SipMethod.Cancel);
        }
    }

    private TransactionNews Apply()
    {
        var news = TransactionNews.None;

        for (var index = 0; index < _effects.Count; index++)
        {
            var effect = _effects[index];

            switch (effect.Kind)
            {
                case TransactionEffectKind.Send:
                    Transmit();
                    break;

                case TransactionEffectKind.SendAgain:
                    _stack.Metrics.Retransmitted();
                    Transmit();
                    break;

                case TransactionEffectKind.SendAutomatic:
                    SendTrying();
                    break;

                case TransactionEffectKind.PassUp:
                    break;

                case TransactionEffectKind.Fail:
                    news |= TransactionNews.Fail;
                    break;

                case TransactionEffectKind.StartTimer:
                    _clock.Start(_stack.Timers, this, effect);
                    break;

                case TransactionEffectKind.End:
                    _clock.Stop();
                    _stack.Forget(this);
                    break;
            }
        }

        return news;
    }

    private void Transmit()
    {
        if (_last.Length > 0 && !_stack.Transmit(_last, Flow))
        {
            _why = TransactionEnd.TransportError;
            _machine.TransportFailed(_effects);
        }
    }

    private void SendTrying()
    {
        var writer = _stack.RentWriter();
        SipResponses.Start(writer, Request, Flow.Remote, 100, default, default);

        // RFC 3261 §8.2.6.1: the time the caller sent is given back.
        writer.Copy(Request, HeaderId.Timestamp);
        writer.NoBody();
        _last = writer.ToArray();
        _stack.Return(writer);
        Transmit();
    }

    private void Tell(TransactionNews news)
    {
        if (!news.HasFlag(TransactionNews.Fail))
        {
            return;
        }

        try
        {
            User.OnFailure(this, _why);
        }
        catch (Exception failure)
        {
            _stack.UserFailed(failure, Request.Method);
        }
    }

    /// <summary>The three digits after <c>SIP/2.0 </c>; what we wrote ourselves has them.</summary>
    private static int StatusOf(ReadOnlySpan<byte> response) =>
        Ascii.TryReadUInt(response.Slice(8, 3), out var status)
            ? (int)status
            : throw new ArgumentException("Not a response.", nameof(response));
}
