using Perch.Sip;

namespace Perch.Transport;

/// <summary>A request of ours and what came of it. Thread-safe.</summary>
public sealed class ClientTransaction : ITimerUser
{
    // Beside the machine's own timers: a failure that is told a moment later.
    private const int TellFailure = -1;

    private readonly SipStack _stack;
    private readonly byte[] _request;
    private readonly IClientUser _user;
    private readonly ClientStateMachine _machine;
    private readonly TransactionEffects _effects = new();
    private readonly Lock _gate = new();
    private TransactionClock _clock;
    private TransactionEnd _why = TransactionEnd.Timeout;
    private SipMessage? _parsed;
    private string? _cancelReason;
    private bool _cancelWanted;
    private bool _cancelSent;

    internal ClientTransaction(
        SipStack stack, byte[] key, byte[] request, SipMethod method, in SipFlow flow, IClientUser user)
    {
        _stack = stack;
        _request = request;
        _user = user;
        Key = key;
        Method = method;
        Flow = flow;
        _machine = ClientStateMachine.For(method, flow.Channel.IsReliable, stack.Timings);
    }

    public SipMethod Method { get; }

    public SipFlow Flow { get; }

    internal byte[] Key { get; }

    /// <summary>
    /// RFC 3261 §9.1: sends CANCEL as soon as a provisional response came; does nothing after a final one. 64·T1 later
    /// the transaction ends as <see cref="TransactionEnd.Timeout"/> if nothing final came.
    /// </summary>
    /// <param name="reasonHeader">The value of a Reason header (RFC 3326), or none.</param>
    public void Cancel(string? reasonHeader = null)
    {
        lock (_gate)
        {
            if (Method != SipMethod.Invite || _cancelWanted)
            {
                return;
            }

            _cancelWanted = true;
            _cancelReason = reasonHeader;
        }

        SendCancelIfDue();
    }

    void ITimerUser.OnTimer(int kind)
    {
        if (kind == TellFailure)
        {
            Tell(TransactionNews.Fail, null);
            return;
        }

        TransactionNews news;

        lock (_gate)
        {
            _effects.Clear();
            _machine.Fire((TransactionTimer)kind, _effects);
            news = Apply(null);
        }

        Tell(news, null);
    }

    internal void Start()
    {
        lock (_gate)
        {
            _effects.Clear();
            _machine.Start(_effects);

            // Who sends does not know the transaction yet, so it hears of a failure a moment later.
            if (Apply(null).HasFlag(TransactionNews.Fail))
            {
                _stack.Timers.Start(TimeSpan.Zero, this, TellFailure);
            }
        }
    }

    internal void Receive(SipMessage response)
    {
        TransactionNews news;

        lock (_gate)
        {
            _effects.Clear();
            _machine.Receive(response.StatusCode, _effects);
            news = Apply(response);
        }

        SendCancelIfDue();
        Tell(news, response);
    }

    private TransactionNews Apply(SipMessage? response)
    {
        var news = TransactionNews.None;

        for (var index = 0; index < _effects.Count; index++)
        {
            var effect = _effects[index];

            switch (effect.Kind)
            {
                case TransactionEffectKind.Send:
                    Transmit(_request);
                    break;

                case TransactionEffectKind.SendAgain:
                    _stack.Metrics.Retransmitted();
                    Transmit(_request);
                    break;

                case TransactionEffectKind.SendAutomatic:
                    Acknowledge(response!);
                    break;

                case TransactionEffectKind.PassUp:
                    news |= TransactionNews.PassUp;
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

    private void Transmit(ReadOnlySpan<byte> message)
    {
        if (!_stack.Transmit(message, Flow))
        {
            _why = TransactionEnd.TransportError;
            _machine.TransportFailed(_effects);
        }
    }

    private void Acknowledge(SipMessage response)
    {
        var writer = _stack.RentWriter();
        TransactionRequests.WriteAck(writer, Request(), response);
        Transmit(writer.Written);
        _stack.Return(writer);
    }

    private void SendCancelIfDue()
    {
        lock (_gate)
        {
            if (!_cancelWanted || _cancelSent || _machine.State != TransactionState.Proceeding)
            {
                return;
            }

            _cancelSent = true;
            _effects.Clear();
            _machine.Cancel(_effects);
            Apply(null);
        }

        var writer = _stack.RentWriter();
        TransactionRequests.WriteCancel(writer, Request(), _cancelReason);
        _stack.Send(writer, SipMethod.Cancel, Request().Branch, Flow, NoUser.Instance);
        _stack.Return(writer);
    }

    private SipMessage Request()
    {
        if (_parsed is null)
        {
            var parsed = new SipMessage();
            parsed.Parse(_request, 0, _request.Length);
            _parsed = parsed;
        }

        return _parsed;
    }

    private void Tell(TransactionNews news, SipMessage? response)
    {
        try
        {
            if (news.HasFlag(TransactionNews.PassUp))
            {
                _user.OnResponse(this, response!);
            }

            if (news.HasFlag(TransactionNews.Fail))
            {
                _user.OnFailure(this, _why);
            }
        }
        catch (Exception failure)
        {
            _stack.UserFailed(failure, Method);
        }
    }

    /// <summary>The CANCEL's own outcome matters to nobody: what counts is the INVITE's.</summary>
    private sealed class NoUser : IClientUser
    {
        public static readonly NoUser Instance = new();

        public void OnResponse(ClientTransaction transaction, SipMessage response)
        {
        }

        public void OnFailure(ClientTransaction transaction, TransactionEnd reason)
        {
        }
    }
}
