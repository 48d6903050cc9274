namespace Perch.Sip;

/// <summary>Whether the peer may change the session now.</summary>
public enum ChangeVerdict
{
    Accepted,

    /// <summary>491: a change of ours is under way.</summary>
    Glare,

    /// <summary>500 with Retry-After: an earlier change of theirs is not finished.</summary>
    TooEarly,
}

/// <summary>
/// RFC 3261 §14, RFC 3311 §5.2: one change of the session at a time, ours or theirs. A change is an INVITE, or an
/// UPDATE that carries an offer.
/// </summary>
public sealed class OfferAnswerState
{
    /// <summary>We sent a change that has no final answer.</summary>
    public bool OursPending { get; private set; }

    /// <summary>We received a change that we have not finished.</summary>
    public bool TheirsPending { get; private set; }

    public bool MayStart => !OursPending && !TheirsPending;

    public void StartOurs() => OursPending = true;

    public void EndOurs() => OursPending = false;

    /// <summary>The peer begins a change; accepted ones last until <see cref="EndTheirs"/>.</summary>
    public ChangeVerdict StartTheirs()
    {
        // RFC 3261 §14.2: our own is asked about first, since both sides may see both.
        if (OursPending)
        {
            return ChangeVerdict.Glare;
        }

        if (TheirsPending)
        {
            return ChangeVerdict.TooEarly;
        }

        TheirsPending = true;

        return ChangeVerdict.Accepted;
    }

    public void EndTheirs() => TheirsPending = false;

    /// <summary>
    /// RFC 3261 §14.1: after a 491, who chose the Call-ID waits 2.1 to 4 s, the other 0 to 2 s, in steps of 10 ms.
    /// </summary>
    /// <param name="choseCallId"><see cref="Dialog.IsCaller"/>.</param>
    /// <param name="random">Any number; every one gives a wait within the bounds.</param>
    public static TimeSpan GlareWait(bool choseCallId, uint random) =>
        TimeSpan.FromMilliseconds(choseCallId ? 2100 + (10 * (random % 191)) : 10 * (random % 201));

    /// <summary>RFC 3261 §14.2: Retry-After of a 500, 0 to 10 s.</summary>
    public static int RetryAfterSeconds(uint random) => (int)(random % 11);
}
