using Perch.Directory;
using Perch.Media;
using Perch.Registrar;
using Perch.Rtp;
using Perch.Sip;

namespace Perch.Calls.Sip;

/// <summary>Ringing phones and joining one of them with the caller.</summary>
internal sealed partial class SipCall
{
    private RingRound? _round;
    private CalledLeg? _unclaimed;
    private CalledLeg? _bridged;
    private bool _bridging;

    public async Task<RingResult> RingAsync(IReadOnlyList<Device> devices, TimeSpan ringFor)
    {
        using var span = CallTraces.Step("ring", this);
        span?.SetTag("perch.ring.devices", devices.Count);
        var phones = await FindAsync(devices);
        var result = (RingResult)(await Verb(
            (phones, ringFor), static (call, what) => call.StartRinging(what.phones, what.ringFor)))!;
        span?.SetTag("perch.ring.outcome", result.Outcome.ToString());

        return result;
    }

    public async Task BridgeAsync(ILeg leg)
    {
        using var span = CallTraces.Step("talk", this);
        span?.SetTag("perch.device.id", leg.Device.Id.ToString());
        await Verb((CalledLeg)leg, static (call, leg) => call.Bridge(leg));
    }

    /// <summary>Rings for a call that has no caller yet; the leg that answers becomes its first.</summary>
    public async Task<RingResult> RingOutAsync(IReadOnlyList<Device> devices, InviteTemplate template, TimeSpan ringFor)
    {
        var phones = await FindAsync(devices);
        var result = await Verb(
            (phones, template, ringFor),
            static (call, what) => call.StartRound(what.phones, what.template, what.ringFor));

        return (RingResult)result!;
    }

    void IRoundOwner.OnRinging(RingRound round)
    {
        Say(CallEvents.Ringing, round.Rung);

        if (_firstLeg is null)
        {
            return;
        }

        if (IsAnswered || _caller is { HasEarlyMedia: true })
        {
            First.Media.Port.StartTone(CallProgressTones.For(Country(), CallProgressTone.Ringback));
        }
        else
        {
            _caller?.Ring();
        }
    }

    void IRoundOwner.OnEarlyMedia(RingRound round, CalledLeg leg)
    {
        if (_firstLeg is null)
        {
            return;
        }

        if (IsAnswered || _caller?.StartEarlyMedia(CodecsFor(_caller, leg.Media.Codec)) == true)
        {
            First.Media.Port.StopTone();
            First.Media.Port.JoinTo(leg.Media.Port);
        }
        else
        {
            _caller?.Ring();
        }
    }

    IReadOnlyList<RingTarget> IRoundOwner.RedirectedTo(CalledLeg leg, string number)
    {
        List<RingTarget> targets = leg is { IsRedirected: false, Device.FollowRedirects: true }
            ? TargetsOf([.. _services.Redirects.DevicesAt(Account, number)
                .Where(device => device.Id != Caller.Device?.Id)
                .Select(device => new PhoneFound(device, _services.Location.BindingsOf(device.Id)))])
            : [];

        if (targets.Count == 0)
        {
            _services.LogRedirectNotFollowed(leg.Device.Id.Value, Id);
        }

        return [.. targets.Select(static target => target with { IsRedirected = true })];
    }

    void IRoundOwner.OnNoRoom(RingRound round)
    {
        if (_firstLeg is CallerLeg { State: LegState.Early } caller)
        {
            // Nobody was disturbed yet: the same as if there had been no port for the caller.
            caller.Refuse(RequestFault.NoRoom.Status(), RequestFault.NoRoom);
            return;
        }

        ((IRoundOwner)this).OnRung(round, RingResult.Unanswered(RingOutcome.NoAnswer));
    }

    void IRoundOwner.OnRung(RingRound round, RingResult result)
    {
        if (round != _round)
        {
            return;
        }

        _round = null;

        if (_firstLeg is null)
        {
            FinishRingingOut(result);
            return;
        }

        _unclaimed = (CalledLeg?)result.Leg;

        if (result.Leg is null)
        {
            First.Media.Port.StopTone();
            First.Media.Port.Part();
        }

        Complete(result);
    }

    void ILegOwner.OnDirectionChanged(Leg leg)
    {
        if (_bridged is { } other && (leg == _firstLeg || leg == other))
        {
            (leg == other ? First : other).Want(leg.Media.Passes);
        }
    }

    /// <summary>Before the turn on the strand, which may not wait for other nodes.</summary>
    private async ValueTask<IReadOnlyList<PhoneFound>> FindAsync(IReadOnlyList<Device> devices)
    {
        var phones = new PhoneFound[devices.Count];

        for (var index = 0; index < phones.Length; index++)
        {
            phones[index] = new(devices[index], await _services.Location.FindAsync(devices[index].Id));
        }

        return phones;
    }

    private void StartRinging(IReadOnlyList<PhoneFound> phones, TimeSpan ringFor) => StartRound(phones, Template(), ringFor);

    private void StartRound(IReadOnlyList<PhoneFound> phones, InviteTemplate template, TimeSpan ringFor)
    {
        // Who answered an earlier round and was never joined is let go.
        _unclaimed?.HangUp(LegEnd.ByUs);
        _unclaimed = null;
        _round = new(_services, this);
        _round.Start(TargetsOf(phones), template, ringFor);
    }

    /// <summary>A phone that is registered twice rings twice.</summary>
    private List<RingTarget> TargetsOf(IReadOnlyList<PhoneFound> phones)
    {
        var targets = new List<RingTarget>(phones.Count);

        foreach (var (device, bindings) in phones)
        {
            if (bindings.Count == 0)
            {
                NoteUnreachable(device);
            }

            foreach (var binding in bindings)
            {
                targets.Add(new(device, binding));
            }
        }

        return targets;
    }

    private void FinishRingingOut(RingResult result)
    {
        Complete(result);

        if (result.Leg is CalledLeg answered)
        {
            Adopt(answered);
        }
        else
        {
            BeOver();
        }
    }

    private InviteTemplate Template() => new(
        Caller.Name,
        Caller.Number,
        Account.Realm,
        [.. First.Media.PeerCodecs.Union(SdpCodecs.All)],
        _caller is { } caller ? caller.MaxForwards - 1 : SipRequests.UsualMaxForwards);

    private void Bridge(CalledLeg leg)
    {
        _unclaimed = null;

        if (leg.State != LegState.Answered)
        {
            // The phone hung up between its answer and this.
            First.Media.Port.StopTone();
            Complete(null);
            return;
        }

        _bridged = leg;
        _bridging = true;
        _answeredBy = _services.IdentityOf(leg.Device);
        Answer(leg.Media.Codec);

        if (_over)
        {
            return;
        }

        ListenTo(leg);
        First.Media.Port.StopTone();
        First.Media.Port.JoinTo(leg.Media.Port);
        leg.Want(First.Media.Passes);
        First.Want(leg.Media.Passes);
    }

    private void Unbridge()
    {
        _bridged = null;

        if (_bridging)
        {
            _bridging = false;
            First.Media.Port.Part();
            First.Want(SdpDirection.SendRecv);
            Complete(null);
        }
    }

    private string Country() =>
        (Caller.Device?.SiteId is { } site ? _services.Directory.Site(site)?.Country : null) ?? Account.Country ?? "US";

    /// <summary>A device, and where it can be reached now.</summary>
    private readonly record struct PhoneFound(Device Device, IReadOnlyList<DeviceBinding> Bindings);
}
