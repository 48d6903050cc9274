using Perch.Calls;

namespace Perch.Callflows;

/// <summary>What the caller is told when nobody answered.</summary>
internal static class Endings
{
    public static HangUpCause ToEnding(this RingOutcome outcome) => outcome switch
    {
        RingOutcome.Answered => HangUpCause.Normal,
        RingOutcome.Unregistered or RingOutcome.NoAnswer => HangUpCause.Unavailable,
        RingOutcome.Busy => HangUpCause.Busy,
        RingOutcome.Declined => HangUpCause.Declined,
    };
}
