namespace Perch.Phone;

/// <summary>States in the words of a person at the phone.</summary>
internal static class Words
{
    /// <summary>How the phone's registration stands; where it fails, also what to look at.</summary>
    public static string ForRegistration(SipPhone phone) => phone.Registration switch
    {
        { State: RegistrationState.None } => "not registered",
        { IsUnheard: true } =>
            $"not registered: nobody answers at {phone.Link.Server}. Is perch serve running there, and is --server " +
            "right? Trying again.",
        { State: RegistrationState.Trying } => "registering",
        { State: RegistrationState.Registered } => "registered",
        { Status: 401 or 403 or 407 } refused =>
            $"not registered: the server refuses user '{phone.Options.User}' with this password ({refused.Status}). " +
            "Look at --user and --password.",
        { Status: 404 } =>
            $"not registered: the server knows no '{phone.Options.User}' in realm '{phone.Options.Realm}' (404). " +
            "Look at --user and --realm.",
        var refused => $"not registered: the server says {refused.Status}",
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
