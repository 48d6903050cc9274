using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Where everything that refuses a log-in says so, for whoever asks afterwards.</summary>
internal sealed class Refusals(RefusalWriter writer)
{
    /// <summary>By phone; the call's own explanation has it too.</summary>
    /// <param name="call">At whose phone.</param>
    /// <param name="why">What stood in the way.</param>
    /// <param name="user">Who was to be logged in; null for an ID that nobody has.</param>
    /// <param name="isProven">They have given ID and PIN, or all that they are asked for.</param>
    public void AtPhone(ICall call, Why why, User? user = null, bool isProven = false)
    {
        var device = call.Caller.Device?.Id;
        call.Because(new Decision(why) { Device = device, User = user?.Id });
        var refusal = new Refusal(call.Account.Id, why, StartedHow.Phone)
        {
            User = user?.Id, Device = device, By = isProven ? user?.Id : null,
        };
        writer.Keep(refusal, call.Id);
    }

    /// <summary>Over REST; returns what the caller may ask for it by.</summary>
    public Guid OverRest(Refusal refusal) => writer.Keep(refusal, call: null);

    public static Why ReasonOf(LogInOutcome outcome) => outcome switch
    {
        LogInOutcome.LoggedIn => Why.LoggedIn,
        LogInOutcome.AlreadyHere => Why.AlreadyHere,
        LogInOutcome.Occupied => Why.Occupied,
        LogInOutcome.OccupiedRefused => Why.OccupiedRefused,
        LogInOutcome.ElsewhereRefused => Why.ElsewhereRefused,
        LogInOutcome.NotADesk => Why.NotADesk,
        LogInOutcome.Disabled => Why.HotDeskingOff,
    };
}
