using Perch.Directory;
using Perch.Sip;
using Perch.Transport;

namespace Perch.Registrar;

/// <summary>RFC 3261 §10.3: takes REGISTERs and answers them. Thread-safe; never waits.</summary>
public sealed class SipRegistrar : IDisposable
{
    private readonly RegistrarParts _parts;
    private readonly SipAuthenticator _gate;
    private readonly BindingTable _table;
    private readonly BindingJournal _journal;
    private readonly RegisterAnswers _answers;
    private readonly UserAgents _userAgents;
    private readonly ThreadLocal<RegisterDecision> _decisions = new(static () => new());

    internal SipRegistrar(
        RegistrarParts parts, SipAuthenticator gate, BindingTable table, BindingJournal journal, UserAgents userAgents)
    {
        _parts = parts;
        _journal = journal;
        _userAgents = userAgents;
        _gate = gate;
        _table = table;
        _answers = new(parts);
    }

    /// <summary>Answers the REGISTER, whatever it is, without a transaction.</summary>
    public void OnRegister(SipMessage request, in SipFlow flow)
    {
        // RFC 3261 §10.3 step 2: what must be understood and is not, is said.
        if (request.Has(HeaderId.Require) && RegisterAnswers.HasUnknownExtension(request))
        {
            _answers.RefuseExtensions(request, flow);
            return;
        }

        // Step 3, and step 1 with it: the account is part of who the phone is.
        if (!_gate.TryAuthenticate(request, flow, out var sender))
        {
            return;
        }

        // RFC 3261 §17.2.3 would absorb a repeated datagram in a transaction; here what it was told is remembered.
        if (sender.IsRepeated && !sender.Memory.IsLast(request))
        {
            _gate.RefuseAsStale(request, flow, sender.Account);
            return;
        }

        var outcome = sender.IsRepeated ? sender.Memory.LastOutcome : RegisterAndCount(request, flow, sender);
        sender.Memory.Remember(request, outcome);

        // What the receive thread sends waits for the end of its batch, where this is done for all of it.
        if (!flow.Channel.HoldsBack)
        {
            _journal.Flush();
        }

        _answers.Send(request, flow, outcome, _table.Of(sender.Device.Id));
    }

    public void Dispose() => _decisions.Dispose();

    private RegisterOutcome RegisterAndCount(SipMessage request, in SipFlow flow, in AuthenticatedDevice sender)
    {
        var outcome = Register(request, flow, sender);
        _parts.Metrics.Registered(outcome);

        return outcome;
    }

    private RegisterOutcome Register(SipMessage request, in SipFlow flow, in AuthenticatedDevice sender)
    {
        // Steps 4 and 5: a phone may register its own address-of-record and no other.
        if (!IsOwnAddress(request, sender.Device))
        {
            return RegisterOutcome.NotOwnAddress;
        }

        var source = RegisterSource.Of(request, flow);
        var decision = _decisions.Value!;
        DeviceBinding[] before;
        DeviceBinding[] after;

        lock (_table.GateOf(sender.Device.Id))
        {
            before = _table.Of(sender.Device.Id);
            RegisterRules.Decide(
                request, ReadOnlySpan<IBinding>.CastUp((ReadOnlySpan<DeviceBinding>)before), LimitsFor(sender.Device, source),
                Spread(request), decision);

            if (decision.Outcome != RegisterOutcome.Accepted)
            {
                return decision.Outcome;
            }

            after = Apply(request, source, sender, before, decision);

            if (!ReferenceEquals(before, after) && !_table.TrySwap(sender.Device.Id, before, after))
            {
                return RegisterOutcome.CannotBeKept;
            }
        }

        Tell(decision, before, after);

        return RegisterOutcome.Accepted;
    }

    /// <summary>The bindings as they will be; the very array that was where only times have changed.</summary>
    private DeviceBinding[] Apply(
        SipMessage request, in RegisterSource source, in AuthenticatedDevice sender, DeviceBinding[] before,
        RegisterDecision decision)
    {
        var now = _parts.Stack.Time.GetUtcNow();
        var after = new PlannedBindings(before, decision.Count(BindingChangeKind.Add));

        foreach (var change in decision.Changes)
        {
            if (change.Kind is BindingChangeKind.Remove or BindingChangeKind.Displace)
            {
                after.Remove(change.Known);
                continue;
            }

            var contact = decision.Contacts[change.Contact].UriIn(request);
            var made = Make(request, source, sender, contact, now.AddSeconds(change.Expires));

            if (change.Kind == BindingChangeKind.Add)
            {
                after.Add(new(made, now));
            }
            else if (before[change.Known].TryRefresh(made))
            {
                _journal.Refreshed(before[change.Known]);
            }
            else
            {
                after.Replace(change.Known, new(made, now, before[change.Known]));
            }
        }

        return after.Result();
    }

    private NewBinding Make(
        SipMessage request, in RegisterSource source, in AuthenticatedDevice sender, ReadOnlySpan<byte> contact,
        DateTimeOffset expiresAt)
    {
        var way = source.WayTo(contact);

        return new()
        {
            DeviceId = sender.Device.Id,
            AccountId = sender.Account.Id,
            Contact = contact,
            CallId = request.CallId,
            AorHost = SipDomains.HostOfAddress(request[HeaderId.To]),
            Path = RegisterSource.PathOf(request),
            UserAgent = _userAgents.Find(request[HeaderId.UserAgent]),
            CSeq = request.CSeqNumber,
            Flow = way.Flow,
            Received = source.Flow.Remote,
            IsBehindNat = way.IsBehindNat,
            ExpiresAt = expiresAt,
        };
    }

    private void Tell(RegisterDecision decision, DeviceBinding[] before, DeviceBinding[] after)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        var now = _parts.Stack.Time.GetUtcNow();

        foreach (var change in decision.Changes)
        {
            if (change.Kind is BindingChangeKind.Remove or BindingChangeKind.Displace)
            {
                var why = change.Kind == BindingChangeKind.Remove ? BindingEnd.Unregistered : BindingEnd.Replaced;
                _table.Tell(new BindingRemoved(now, before[change.Known], why, IsLast: after.Length == 0));
            }
        }

        // What is new stands first.
        foreach (var binding in after.AsSpan(0, decision.Count(BindingChangeKind.Add)))
        {
            _table.Tell(new BindingAdded(now, binding));
        }
    }

    private RegisterLimits LimitsFor(Device device, in RegisterSource source)
    {
        var otherwise = source.IsBehindNat ? _parts.Options.DefaultExpiresBehindNat : _parts.Options.DefaultExpires;

        return new(
            (int)_parts.Options.MinExpires.TotalSeconds, (int)_parts.Options.MaxExpires.TotalSeconds,
            (int)otherwise.TotalSeconds, Math.Max(device.MaxBindings, 1));
    }

    private static bool IsOwnAddress(SipMessage request, Device device)
    {
        if (!NameAddr.TryParse(request[HeaderId.To], out var to) || !SipUri.TryParse(to.Uri, out var aor) || !aor.IsSip)
        {
            return false;
        }

        return System.Text.Ascii.EqualsIgnoreCase(aor.User, device.SipUsername)
            || ((aor.User.Contains((byte)'%') || !System.Text.Ascii.IsValid(device.SipUsername))
                && aor.UserText().Equals(device.SipUsername, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The same for a repetition, another for the next refresh.</summary>
    private static uint Spread(SipMessage request)
    {
        var hash = default(HashCode);
        hash.AddBytes(request.CallId);
        hash.Add(request.CSeqNumber);

        return (uint)hash.ToHashCode();
    }
}
