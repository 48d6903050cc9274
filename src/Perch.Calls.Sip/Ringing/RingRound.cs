using System.Globalization;
using Perch.Directory;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>Whoever began a round; told on the strand.</summary>
internal interface IRoundOwner : ILegOwner
{
    /// <summary>The first phone rings.</summary>
    void OnRinging(RingRound round);

    /// <summary>The only phone that is rung sends audio before it answers.</summary>
    void OnEarlyMedia(RingRound round, CalledLeg leg);

    /// <summary>What joins the round where a phone sends the call to this number; none where it may not.</summary>
    IReadOnlyList<RingTarget> RedirectedTo(CalledLeg leg, string number);

    /// <summary>There are phones, and no RTP port for any of them; the round is over.</summary>
    void OnNoRoom(RingRound round);

    /// <summary>What was decided about a phone, for whoever asks later.</summary>
    void Because(Why what, Device device, string? text = null);

    /// <summary>The round is over; told once.</summary>
    void OnRung(RingRound round, RingResult result);
}

/// <summary>
/// Ringing several phones at once: the first to answer wins, the others are told that it was answered elsewhere.
/// Runs on the owner's strand.
/// </summary>
internal sealed class RingRound(CallServices services, IRoundOwner owner) : IRingOwner, ITimerUser
{
    private readonly List<CalledLeg> _legs = [];
    private readonly int[] _outcomes = new int[Enum.GetValues<TargetOutcome>().Length];
    private readonly HashSet<DeviceId> _rung = [];
    private InviteTemplate? _template;
    private SipTimer? _timer;
    private bool _rings;
    private bool _done;

    public bool IsOver => _done;

    /// <summary>The phones that have been asked to ring and have not refused.</summary>
    public IReadOnlyList<Device> Rung => [.. _legs.Select(static leg => leg.Device).Distinct()];

    /// <summary>Rings; the owner may be told before this returns.</summary>
    public void Start(IReadOnlyList<RingTarget> targets, InviteTemplate template, TimeSpan ringFor)
    {
        _template = template;
        var legs = Open(targets);

        if (targets.Count == 0)
        {
            Finish(RingResult.Unanswered(RingOutcome.Unregistered));
            return;
        }

        if (legs.Count == 0)
        {
            _done = true;
            owner.OnNoRoom(this);
            return;
        }

        _timer = services.Stack.Timers.Start(ringFor, this, 0);

        legs.ForEach(static leg => leg.Start());
    }

    /// <summary>Nobody wants to ring any more.</summary>
    public void Stop()
    {
        if (!_done)
        {
            _done = true;
            _timer?.Stop();
            CancelOthers(null, Why.Stopped);
        }
    }

    void ITimerUser.OnTimer(int kind) => owner.Strand.Run(this, static round =>
    {
        if (!round._done)
        {
            round.CancelOthers(null, Why.NoAnswer);
            round.Finish(RingResult.Unanswered(RingOutcome.NoAnswer));
        }
    });

    void IRingOwner.OnRinging(CalledLeg leg)
    {
        if (!_done && !_rings)
        {
            _rings = true;
            owner.OnRinging(this);
        }
    }

    void IRingOwner.OnEarlyMedia(CalledLeg leg)
    {
        if (_done)
        {
            return;
        }

        if (_legs.Count == 1)
        {
            owner.OnEarlyMedia(this, leg);
        }
        else
        {
            // Whose audio should be heard of several? The caller hears ringing.
            ((IRingOwner)this).OnRinging(leg);
        }
    }

    void IRingOwner.OnAnswered(CalledLeg leg)
    {
        if (_done)
        {
            // The ringing was over while this answer was on its way.
            leg.HangUp(LegEnd.ByUs);
            return;
        }

        owner.Because(Why.Answered, leg.Device);
        CancelOthers(leg, Why.AnsweredElsewhere);
        Finish(RingResult.Answered(leg));
    }

    void IRingOwner.OnRedirected(CalledLeg leg, string number)
    {
        owner.Because(Why.Redirected, leg.Device);

        // RFC 3261 §16.7 step 4: once, to phones that this round has not rung yet; so it cannot go round in circles.
        List<RingTarget> others = _done
            ? []
            : [.. owner.RedirectedTo(leg, number).Where(target => !_rung.Contains(target.Device.Id))];
        var legs = Open(others);

        // Told after the others have joined: the round goes on with them.
        ((IRingOwner)this).OnNotAnswered(leg, TargetOutcome.Unreachable);
        legs.ForEach(static other => other.Start());
    }

    void IRingOwner.OnNotAnswered(CalledLeg leg, TargetOutcome outcome)
    {
        _legs.Remove(leg);
        Count(outcome);

        if (_done)
        {
            return;
        }

        NoteRefusal(leg, outcome);

        if (outcome == TargetOutcome.Declined)
        {
            // RFC 3261 §16.7 step 5: a 6xx speaks for all of the user's phones.
            CancelOthers(null, Why.Stopped);
            Finish(RingResult.Unanswered(RingOutcome.Declined));
        }
        else if (_legs.Count == 0)
        {
            Finish(RingResult.Unanswered(OutcomeOfAll()));
        }
    }

    /// <summary>Legs for those phones, not begun yet.</summary>
    private List<CalledLeg> Open(IReadOnlyList<RingTarget> targets)
    {
        var legs = new List<CalledLeg>(targets.Count);

        foreach (var target in targets)
        {
            _rung.Add(target.Device.Id);

            // A phone that no port is left for counts as one that cannot be reached.
            if (LegMedia.TryOpen(services.Engine, services.Stack, target.Binding.Flow) is { } media)
            {
                legs.Add(new(services, owner, media, (target, _template!, this)));
                owner.Because(Why.Rings, target.Device);
            }
            else
            {
                owner.Because(Why.NoAudioPort, target.Device);
                Count(TargetOutcome.Unreachable);
            }
        }

        _legs.AddRange(legs);

        return legs;
    }

    /// <summary>Busy where every phone that could be reached was busy.</summary>
    private RingOutcome OutcomeOfAll() =>
        _outcomes[(int)TargetOutcome.Busy] > 0 && _outcomes[(int)TargetOutcome.NoAnswer] == 0
            ? RingOutcome.Busy
            : RingOutcome.NoAnswer;

    private void NoteRefusal(CalledLeg leg, TargetOutcome outcome)
    {
        // Where a phone sent the call elsewhere, that was said already.
        if (leg.RefusedWith is < 300 or >= 400)
        {
            var status = leg.RefusedWith == 0 ? null : leg.RefusedWith.ToString(CultureInfo.InvariantCulture);
            owner.Because(ReasonOf(outcome), leg.Device, status);
        }
    }

    private static Why ReasonOf(TargetOutcome outcome) => outcome switch
    {
        TargetOutcome.Busy => Why.Busy,
        TargetOutcome.Declined => Why.Declined,
        TargetOutcome.NoAnswer => Why.NoAnswer,
        TargetOutcome.Unreachable => Why.Unreachable,
    };

    private void CancelOthers(CalledLeg? winner, Why why)
    {
        foreach (var leg in _legs)
        {
            if (leg != winner)
            {
                owner.Because(why, leg.Device);
                leg.Cancel(answeredElsewhere: why == Why.AnsweredElsewhere);
            }
        }
    }

    private void Finish(RingResult result)
    {
        _done = true;
        _timer?.Stop();
        owner.OnRung(this, result);
    }

    private void Count(TargetOutcome outcome) => _outcomes[(int)outcome]++;
}
