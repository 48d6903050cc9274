namespace Perch.Calls;

/// <summary>How ringing ended.</summary>
public enum RingOutcome
{
    Answered,

    /// <summary>None of the devices has a binding.</summary>
    Unregistered,

    /// <summary>All that could be reached were busy.</summary>
    Busy,

    NoAnswer,

    /// <summary>Somebody rejected the call for all of the user's phones (603).</summary>
    Declined,
}

/// <summary>How ringing ended, with the leg that answered.</summary>
/// <param name="Leg">Set exactly when <paramref name="Outcome"/> is <see cref="RingOutcome.Answered"/>.</param>
public sealed record RingResult(RingOutcome Outcome, ILeg? Leg)
{
    public static RingResult Answered(ILeg leg) => new(RingOutcome.Answered, leg);

    public static RingResult Unanswered(RingOutcome outcome) => new(outcome, null);
}
