using System.Diagnostics;
using Perch.Directory;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>
/// One call: the leg that began it, and those that are rung for it. This part holds its state and says how it ends;
/// all of it runs on the strand.
/// </summary>
internal sealed partial class SipCall : ICall, IRoundOwner
{
    private readonly CallServices _services;
    private readonly CallerLeg? _caller;
    private TaskCompletionSource<object?>? _verb;
    private CancellationTokenSource? _ended;
    private Leg? _firstLeg;
    private bool _over;
    private int _bugs;

    /// <summary>A call that a phone makes.</summary>
    public SipCall(CallServices services, CallStart start, LegMedia media, in Transport.SipFlow flow)
        : this(services, start)
    {
        _caller = new(services, this, media, (flow, start.Caller.Device));
        _firstLeg = _caller;
        ListenTo(_caller);
    }

    /// <summary>A call that the server makes; <see cref="RingOutAsync"/> follows.</summary>
    public SipCall(CallServices services, CallStart start)
    {
        _services = services;
        Strand = new(OnBug);
        Id = CallId.New(services.Stack.Time.GetUtcNow());
        StartedAt = services.Stack.Time.GetUtcNow();
        Account = start.Account;
        Caller = start.Caller;
        Dialled = start.Dialled;
        Language = services.Directory.LanguageFor(start.Caller.User, start.Caller.Device);
        Trace = CallTraces.Begin(this);
        services.Live.Add(this);
        services.Metrics.Started();
        Say(CallEvents.Started);
    }

    public CallStrand Strand { get; }

    public CallId Id { get; }

    /// <summary>The span of the whole call; null while nobody listens.</summary>
    public Activity? Trace { get; }

    public DateTimeOffset StartedAt { get; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public Account Account { get; }

    public Caller Caller { get; }

    public string Dialled { get; }

    public string Language { get; set; }

    public CallPhase Phase =>
        _bridged is not null ? CallPhase.Talking
        : _round is not null ? CallPhase.Ringing
        : IsAnswered ? CallPhase.Answered
        : CallPhase.Beginning;

    public bool IsAnswered => AnsweredAt is not null;

    public bool IsOver => _over;

    public TaskScheduler Stories => _services.Stories;

    /// <summary>The leg the story is told to; there is one once a story runs.</summary>
    private Leg First => _firstLeg ?? throw new InvalidOperationException("Nobody has answered.");

    /// <summary>The leg of the phone that called; null in a call the server makes.</summary>
    public CallerLeg? CallerLeg => _caller;

    /// <summary>The phone that is connected now.</summary>
    public Device? ConnectedTo => _bridged?.Device;

    public CancellationToken Ended
    {
        get
        {
            // Most calls never ask, so the source is made when one does.
            var source = new CancellationTokenSource();

            if (Interlocked.CompareExchange(ref _ended, source, null) is { } known)
            {
                return known.Token;
            }

            Strand.Run(this, static call => call.CancelIfOver());

            return source.Token;
        }
    }

    /// <summary>The leg that answered is from now on the one the story is told to.</summary>
    private void Adopt(CalledLeg answered)
    {
        _firstLeg = answered;
        NoteAnswer();
        ListenTo(answered);
    }

    /// <summary>Ends everything; the caller is told in the way that fits. Nothing happens to a call that is over.</summary>
    public void Finish(HangUpCause cause)
    {
        if (_over)
        {
            return;
        }

        EndsBecause(EndingOf(cause));

        if (_firstLeg is CallerLeg { State: LegState.Early } caller)
        {
            caller.Refuse(cause.Status());
        }
        else
        {
            _firstLeg?.HangUp(LegEnd.ByUs, cause.ReasonHeader());
        }

        BeOver();
    }

    /// <summary>Whoever asked for the call does not want it any more.</summary>
    public void Abandon() => Strand.Run(this, static call =>
    {
        call.EndsBecause(Why.EndedByServer);
        call.Finish(HangUpCause.Normal);
    });

    /// <summary>RFC 3550 has no sign of a dead phone but silence.</summary>
    public void EndIfDead(TimeSpan silence) => Strand.Run((Call: this, silence), static at =>
    {
        if (!at.Call._over && at.Call.IsAnsweredFor(at.silence) && at.Call.IsSilentFor(at.silence))
        {
            at.Call._services.LogDeadCall(at.Call.Id);
            at.Call.EndsBecause(Why.Silent);
            at.Call.Finish(HangUpCause.Normal);
        }
    });

    void ILegOwner.OnConfirmed(Leg leg)
    {
        if (leg == _firstLeg && _awaitsConfirmation)
        {
            _awaitsConfirmation = false;
            Complete(null);
        }
    }

    void ILegOwner.OnEnded(Leg leg, LegEnd end)
    {
        if (leg == _firstLeg)
        {
            EndsBecause(end);
            BeOver();
        }
        else if (leg == _bridged)
        {
            EndsBecause(end == LegEnd.Lost ? Why.CalledLost : Why.CalledHungUp);
            Unbridge();
        }
    }

    /// <summary>A bug in ours: logged once, and the caller hears of it politely.</summary>
    internal void OnBug(Exception failure)
    {
        _services.LogBug(failure, Id);
        _services.Metrics.Bug();

        // Should ending the call be what fails, it is forgotten instead; a third failure must not go round in circles.
        switch (++_bugs)
        {
            case 1:
                Strand.Run(this, static call => call.Finish(HangUpCause.ServerError));
                break;

            case 2:
                Strand.Run(this, static call =>
                {
                    call.BeOver();
                    call._firstLeg?.Forget();
                });
                break;
        }
    }

    private void Say(string type, IReadOnlyList<Device>? rung = null) =>
        _services.Outbox.AddSoon(CallEvents.Of(this, type, _services.Stack.Time.GetUtcNow(), rung ?? []));

    private void NoteAnswer()
    {
        AnsweredAt = _services.Stack.Time.GetUtcNow();
        _services.Metrics.Answered();
        Say(CallEvents.Answered);
    }

    /// <summary>While a phone rings nobody has to be heard, and an answer takes a moment to be followed by audio.</summary>
    private bool IsAnsweredFor(TimeSpan silence) => _services.Stack.Time.GetUtcNow() - AnsweredAt >= silence;

    private bool IsSilentFor(TimeSpan silence)
    {
        var legs = _bridged is { } other ? (ReadOnlySpan<Leg>)[First, other] : [First];

        foreach (var leg in legs)
        {
            if (leg.Media.IsOnHold || leg.Media.Port.SinceLastPacket < silence)
            {
                return false;
            }
        }

        return true;
    }

    private void BeOver()
    {
        if (_over)
        {
            return;
        }

        _over = true;
        _round?.Stop();
        StopAsking();
        _bridged?.HangUp(LegEnd.ByUs);
        _unclaimed?.HangUp(LegEnd.ByUs);
        _bridged = null;
        _services.Recorder.Record(ToRecord(_services.Stack.Time.GetUtcNow()));
        _services.Live.Remove(this);
        _services.Metrics.Ended(_ending ?? Why.Finished);
        CallTraces.End(Trace, _ending ?? Why.Finished);
        Say(CallEvents.Ended);
        CancelIfOver();
        Fail();
    }

    private void CancelIfOver()
    {
        if (_over)
        {
            // Whatever hangs on the token runs elsewhere: this may be a receive thread.
            _ = _ended?.CancelAsync();
        }
    }

    private void Complete(object? result)
    {
        var verb = _verb;
        _verb = null;
        verb?.TrySetResult(result);
    }

    private void Fail()
    {
        var verb = _verb;
        _verb = null;
        verb?.TrySetException(new CallEndedException());
    }
}

/// <summary>What is known of a call when it begins.</summary>
/// <param name="Dialled">As it may be shown.</param>
internal sealed record CallStart(Account Account, Caller Caller, string Dialled);
