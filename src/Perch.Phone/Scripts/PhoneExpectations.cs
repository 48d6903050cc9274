namespace Perch.Phone;

/// <summary>Waits for what a script expects.</summary>
internal sealed class PhoneExpectations(SipPhone phone, TimeProvider time)
{
    /// <summary>Null when it came true in time, else what was there instead.</summary>
    public async Task<string?> MeetAsync(ScriptCommand.Expect expect, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(expect.Within, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        var before = phone.LastCall;
        var condition = expect.What == Expected.Silence
            ? () => phone.LastCall is { IsIncoming: true } call && call != before
            : (Func<bool>)(() => IsMet(expect) || IsHopeless(expect));
        var inTime = true;

        try
        {
            await phone.Changes.WaitUntilAsync(condition, either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            inTime = false;
        }

        return expect.What == Expected.Silence
            ? inTime ? $"a call came: {Words.For(phone.LastCall!)}" : null
            : inTime && IsMet(expect) ? null : Instead(expect);
    }

    private bool IsMet(ScriptCommand.Expect expect) => expect.What switch
    {
        Expected.Registered => phone.Registration.State == RegistrationState.Registered,
        Expected.Ringing => phone.LastCall?.State == PhoneCallState.Ringing,
        Expected.Early => phone.LastCall?.HasEarlyMedia ?? false,
        Expected.Answered => phone.LastCall?.State == PhoneCallState.Answered,
        Expected.Ended => phone.LastCall is { State: PhoneCallState.Ended } call && HasStatus(call, expect.Detail),
        Expected.Held => phone.LastCall is { State: PhoneCallState.Answered } call && (call.OnHold || call.HeldByPeer),
        Expected.Talking => phone.LastCall is { State: PhoneCallState.Answered, OnHold: false, HeldByPeer: false },
        Expected.Keys => phone.LastCall?.DigitsHeard.Contains(expect.Detail, StringComparison.OrdinalIgnoreCase) ?? false,
        Expected.Silence => false,
    };

    /// <summary>A call that has ended will never be answered: no need to wait for the time to run out.</summary>
    private bool IsHopeless(ScriptCommand.Expect expect) =>
        expect.What is Expected.Answered or Expected.Early or Expected.Held or Expected.Talking or Expected.Ended
        && phone.LastCall is { State: PhoneCallState.Ended };

    private static bool HasStatus(PhoneCall call, string status) =>
        status.Length == 0 || status == $"{call.End!.Status}";

    private string Instead(ScriptCommand.Expect expect)
    {
        var wanted = $"{expect.What}".ToLowerInvariant() + (expect.Detail.Length > 0 ? $" {expect.Detail}" : "");
        var there = expect.What switch
        {
            Expected.Registered => Words.ForRegistration(phone),
            Expected.Keys => $"the keys heard are '{phone.LastCall?.DigitsHeard}'",
            _ => phone.LastCall is null ? "there was no call" : $"the call is {Words.For(phone.LastCall)}",
        };

        return $"not {wanted} within {expect.Within.TotalSeconds:0.#} s: {there}";
    }
}
