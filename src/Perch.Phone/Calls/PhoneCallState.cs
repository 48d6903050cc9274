namespace Perch.Phone;

/// <summary>What a person with the receiver in hand would say about a call.</summary>
public enum PhoneCallState
{
    /// <summary>Dialled; nothing heard of the other end yet.</summary>
    Dialling,

    /// <summary>The other end rings, or this phone does.</summary>
    Ringing,
    Answered,
    Ended,
}

/// <summary>Why a call ended.</summary>
public enum CallEndReason
{
    HungUpHere,
    HungUpThere,

    /// <summary>The other end, or the server, answered with a final status other than 2xx.</summary>
    Refused,

    /// <summary>This phone refused a call.</summary>
    RefusedHere,

    /// <summary>The caller gave up, or the call was answered elsewhere (see <see cref="CallEnd.Reason"/>).</summary>
    Cancelled,

    /// <summary>The other end was lost, or talked nonsense.</summary>
    Failed,
}

/// <summary>How a call ended.</summary>
/// <param name="Status">The SIP status behind it; 0 where there is none.</param>
/// <param name="Phrase">The words beside the status.</param>
/// <param name="Reason">The Reason header of the BYE or CANCEL (RFC 3326); null without one.</param>
public sealed record CallEnd(CallEndReason Why, int Status, string Phrase, string? Reason = null)
{
    /// <summary>RFC 3326 as PBXs use it: another phone of the same person took the call, so it was not missed.</summary>
    public bool AnsweredElsewhere =>
        Why == CallEndReason.Cancelled && (Reason?.Contains("cause=200", StringComparison.OrdinalIgnoreCase) ?? false);
}

/// <summary>How keys travel.</summary>
public enum DigitMethod
{
    /// <summary>RFC 4733 where it was agreed on, else as sound.</summary>
    Negotiated,

    /// <summary>INFO with <c>application/dtmf-relay</c>.</summary>
    InfoRelay,

    /// <summary>INFO with <c>application/dtmf</c>.</summary>
    InfoPlain,

    /// <summary>As sound, whatever was agreed on.</summary>
    InBand,
}
