using Perch.Phone;

namespace Perch.TestKit.Phones;

/// <summary>
/// A telephone with the verbs of a test. Each waits for its condition and fails when that does not come true; none
/// waits for time to pass.
/// </summary>
public sealed class VirtualPhone : IDisposable
{
    private readonly PhoneWorld _world;
    private readonly PromptListener _listener;
    private int _taken;
    private PhoneCall? _seen;
    private bool _gone;

    internal VirtualPhone(PhoneWorld world, SipPhone phone, PromptListener listener)
    {
        _world = world;
        _listener = listener;
        Phone = phone;
    }

    public SipPhone Phone { get; }

    public string User => Phone.Options.User;

    /// <summary>The call at hand, or the last one.</summary>
    public PhoneCall Call => Phone.LastCall ?? throw new InvalidOperationException($"{User} has had no call.");

    /// <summary>Every prompt heard so far, in order.</summary>
    public IReadOnlyList<string> Heard => _listener.Heard;

    /// <summary>Registers; fails when the server says no.</summary>
    public async Task<VirtualPhone> RegisterAsync()
    {
        var registered = await _world.RunAsync(Phone.Registration.RegisterAsync(), () => $"{User} registers");

        return registered ? this : throw new InvalidOperationException($"{User} got {Phone.Registration.Status}.");
    }

    /// <summary>Tries to register and gives the final status.</summary>
    public async Task<int> TryRegisterAsync()
    {
        await _world.RunAsync(Phone.Registration.RegisterAsync(), () => $"{User} tries to register");

        return Phone.Registration.Status;
    }

    public Task UnregisterAsync() =>
        _world.RunAsync(Phone.Registration.UnregisterAsync(), () => $"{User} unregisters");

    /// <summary>
    /// Dials, waits for the answer, and types each entry of <paramref name="then"/> when the next prompt is heard.
    /// </summary>
    public async Task<PhoneCall> DialAsync(string number, params string[] then)
    {
        // The last words of the call before are no question of this one.
        var next = _listener.Count;
        var call = StartDialling(number);
        await _world.UntilAsync(
            () => call.State is PhoneCallState.Answered or PhoneCallState.Ended, () => $"{User}'s call to {number} is answered");

        if (call.State == PhoneCallState.Ended && call.End!.Why != CallEndReason.HungUpThere)
        {
            throw new InvalidOperationException($"{User}'s call to {number} ended: {call.End}.");
        }

        foreach (var keys in then)
        {
            await _world.UntilAsync(() => _listener.Count > next, () => $"{User} hears a prompt, {Recent()}");
            (next, _taken) = (next + 1, _taken + 1);
            await PressAsync(keys);
        }

        return call;
    }

    /// <summary>Dials and waits for nothing.</summary>
    public PhoneCall StartDialling(string number) => Phone.Dial(number);

    /// <summary>Dials, and gives how the call ended, which must be without an answer.</summary>
    public async Task<CallEnd> DialInVainAsync(string number)
    {
        StartDialling(number);

        return await ShouldEndAsync();
    }

    /// <summary>Waits until a call rings here that was not seen before.</summary>
    public async Task<PhoneCall> ShouldRingAsync()
    {
        await _world.UntilAsync(
            () => Phone.LastCall is { IsIncoming: true, State: PhoneCallState.Ringing } call && call != _seen,
            () => $"{User} rings");
        _seen = Phone.LastCall;

        return _seen!;
    }

    /// <summary>Fails when any call came that no <see cref="ShouldRingAsync"/> was told of. Does not wait.</summary>
    public void ShouldStaySilent()
    {
        _world.Deliver();

        if (Phone.LastCall is { IsIncoming: true } call && call != _seen)
        {
            throw new InvalidOperationException($"{User} rang, called by {call.Number}.");
        }
    }

    /// <summary>Waits until the other end rings.</summary>
    public Task ShouldHearRingingAsync() => _world.UntilAsync(
        () => Call is { IsIncoming: false, State: PhoneCallState.Ringing }, () => $"{User} hears ringing");

    /// <summary>Waits for a call to ring and answers it.</summary>
    public async Task<PhoneCall> AnswerAsync()
    {
        if (Phone.LastCall is not { IsIncoming: true, State: PhoneCallState.Ringing })
        {
            await ShouldRingAsync();
        }

        _seen = Call;

        if (!Call.Answer())
        {
            throw new InvalidOperationException($"{User} could not answer: {Call.End}.");
        }

        await _world.UntilAsync(() => Call.IsSettled, () => $"{User}'s answer is acknowledged");

        return Call;
    }

    /// <summary>Waits until the call, dialled by this phone, is answered.</summary>
    public Task ShouldBeAnsweredAsync() =>
        _world.UntilAsync(() => Call.State == PhoneCallState.Answered, () => $"{User}'s call is answered, not {Call.State}");

    /// <summary>Refuses the call that rings, or comes to ring.</summary>
    public async Task RejectAsync(int status = 486, string? redirectTo = null)
    {
        if (Phone.LastCall is not { IsIncoming: true, State: PhoneCallState.Ringing })
        {
            await ShouldRingAsync();
        }

        _seen = Call;
        Call.Reject(status, redirectTo);
        _world.Deliver();
    }

    /// <summary>Hangs up, or gives up, and waits until the call is over.</summary>
    public async Task<CallEnd> HangUpAsync()
    {
        Call.HangUp();

        return await ShouldEndAsync();
    }

    /// <summary>Waits until the call has ended, by whomever.</summary>
    public async Task<CallEnd> ShouldEndAsync()
    {
        var call = Call;
        await _world.UntilAsync(() => call.State == PhoneCallState.Ended, () => $"{User}'s call ends, not {call.State}");

        return call.End!;
    }

    /// <summary>Presses keys as the call agreed to send them, or as told. The last may end the call while it is held.</summary>
    public async Task PressAsync(string keys, DigitMethod method = DigitMethod.Negotiated)
    {
        var call = Call;

        try
        {
            await _world.RunAsync(call.PressAsync(keys, method), () => $"{User}'s keys are sent");
        }
        catch (OperationCanceledException) when (call.State == PhoneCallState.Ended)
        {
        }
    }

    /// <summary>Waits for these prompts, in this order, among those not asked about yet; others may come between.</summary>
    public async Task HeardAsync(params string[] prompts)
    {
        foreach (var prompt in prompts)
        {
            await _world.UntilAsync(() => IndexOf(prompt) >= 0, () => $"{User} hears {prompt}, {Recent()}");
            _taken = IndexOf(prompt) + 1;
        }
    }

    /// <summary>Waits for the next prompt, whichever it is, and gives its id.</summary>
    public async Task<string> NextPromptAsync()
    {
        await _world.UntilAsync(() => _listener.Count > _taken, () => $"{User} hears a prompt, {Recent()}");

        return _listener.Heard[_taken++];
    }

    /// <summary>Plays a sound that <see cref="HeardAsync"/> of whoever hears it knows by this word.</summary>
    public Task SayAsync(string word) =>
        _world.RunAsync(Call.PlayAsync(TinyPrompts.Clip(word)), () => $"{User} says {word}");

    public async Task HoldAsync() => await ChangeAsync(Call.HoldAsync(), "holds");

    public async Task ResumeAsync() => await ChangeAsync(Call.ResumeAsync(), "resumes");

    /// <summary>Once more does nothing: a test may let a phone vanish before its world ends.</summary>
    public void Dispose()
    {
        if (!_gone)
        {
            _gone = true;
            Phone.Dispose();
        }
    }

    private async Task ChangeAsync(Task<bool> change, string verb)
    {
        if (!await _world.RunAsync(change, () => $"{User} {verb}"))
        {
            throw new InvalidOperationException($"{User} may not: {verb}.");
        }
    }

    private int IndexOf(string prompt)
    {
        var heard = _listener.Heard;

        for (var index = _taken; index < heard.Count; index++)
        {
            if (heard[index] == prompt)
            {
                return index;
            }
        }

        return -1;
    }

    private string Recent() =>
        $"but heard [{string.Join(", ", _listener.Heard.Skip(_taken))}] since, call {Phone.LastCall?.State} {Phone.LastCall?.End}";
}
