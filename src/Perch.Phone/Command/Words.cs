namespace Perch.Phone;

/// <summary>States in the words of a person at the phone.</summary>
internal static class Words
{
    public static string For(PhoneRegistration registration) => registration.State switch
    {
        RegistrationState.None => "not registered",
        RegistrationState.Trying => "registering",
        RegistrationState.Registered => "registered",
        RegistrationState.Refused => registration.Status switch
        {
            401 or 403 or 407 => $"not registered: the server refuses the user or the password ({registration.Status})",
            408 => "not registered: the server does not answer",
            503 => "not registered: the server cannot be reached",
            var status => $"not registered: the server says {status}",
        },
    };

    public static string For(PhoneCall call)
    {
        var who = Plain(
            call.Name.Length > 0 && call.Name != call.Number ? $"{call.Number} ({call.Name})" : call.Number);

        return call.State switch
        {
            PhoneCallState.Dialling => $"dialling {who}",
            PhoneCallState.Ringing when call.IsIncoming => $"ringing: {who} calls",
            PhoneCallState.Ringing => $"ringing at {who}{(call.HasEarlyMedia ? ", with sound" : "")}",
            PhoneCallState.Answered => $"talking to {who}{Hold(call)}",
            PhoneCallState.Ended => $"ended, {who}: {Plain(For(call.End!))}",
        };
    }

    /// <summary>What came from the wire must not move the cursor, or do worse to the terminal.</summary>
    internal static string Plain(string text) =>
        string.Concat(text.Select(letter => char.IsControl(letter) ? '?' : letter));

    private static string Hold(PhoneCall call) => (call.OnHold, call.HeldByPeer) switch
    {
        (true, true) => ", on hold on both sides",
        (true, false) => ", on hold",
        (false, true) => ", held by the other side",
        (false, false) => "",
    };

    private static string For(CallEnd end) => end.Why switch
    {
        CallEndReason.HungUpHere => "you hung up",
        CallEndReason.HungUpThere => "the other side hung up",
        CallEndReason.Refused => $"{end.Status} {end.Phrase}",
        CallEndReason.RefusedHere => $"you refused it ({end.Status})",
        CallEndReason.Cancelled => end.AnsweredElsewhere ? "answered elsewhere" : "the caller gave up",
        CallEndReason.Failed => end.Status > 0 ? $"failed ({end.Status} {end.Phrase})" : "lost",
    };
}
