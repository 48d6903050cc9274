namespace Perch.Sip;

/// <summary>RFC 4028: the agreed length of a session, and who refreshes it.</summary>
/// <param name="Seconds">From one refresh to the end.</param>
/// <param name="WeRefresh">False where the peer does.</param>
public readonly record struct SessionInterval(int Seconds, bool WeRefresh)
{
    /// <summary>RFC 4028 §10: when the refresher refreshes.</summary>
    public TimeSpan RefreshAfter => TimeSpan.FromSeconds(Seconds / 2.0);

    /// <summary>RFC 4028 §10: when the other side gives up: a little before the end, so that the BYE still counts.</summary>
    public TimeSpan EndAfter => TimeSpan.FromSeconds(Seconds - Math.Min(32, Seconds / 3.0));
}

/// <summary>What to say to a request's Session-Expires.</summary>
/// <param name="RejectStatus">0, 400 for an unreadable header, or 422, which carries <see cref="SessionTimer.MinSe"/>.</param>
/// <param name="Interval">What the 2xx says.</param>
/// <param name="Require">Whether the 2xx says <c>Require: timer</c>: the peer has to refresh.</param>
public readonly record struct SessionTimerAnswer(int RejectStatus, SessionInterval Interval, bool Require);

/// <summary>RFC 4028: deciding on session timers, for the calling and the called side. Works with peers that lack them.</summary>
public static class SessionTimer
{
    /// <summary>RFC 4028 §4: the shortest interval anybody may ask for.</summary>
    public const int MinSe = 90;

    /// <summary>What we ask for, and use where the peer does not ask.</summary>
    public const int UsualSeconds = 1800;

    /// <summary>RFC 4028 §9: what the called side, or whoever received a re-INVITE or UPDATE, answers.</summary>
    /// <param name="request">An INVITE or UPDATE.</param>
    /// <param name="weRefreshNow">Who has refreshed so far, for a request inside the dialog; null for the first one.</param>
    public static SessionTimerAnswer Answer(SipMessage request, bool? weRefreshNow)
    {
        var minimum = MinSe;

        if (request.Has(HeaderId.MinSe) && !TryRead(request[HeaderId.MinSe], out minimum, out _))
        {
            return new(400, default, false);
        }

        var supported = Supports(request);

        if (!request.Has(HeaderId.SessionExpires))
        {
            // RFC 4028 §9 Table 2: with a peer that lacks the timer only we can refresh.
            var weRefresh = !supported || (weRefreshNow ?? false);

            // RFC 4028 §5 wants at least 90 there; a phone that names less is content with whatever we say.
            return new(0, new(Math.Max(UsualSeconds, minimum), weRefresh), supported && !weRefresh);
        }

        if (!TryRead(request[HeaderId.SessionExpires], out var seconds, out var refresher))
        {
            return new(400, default, false);
        }

        if (seconds < MinSe)
        {
            return new(422, default, false);
        }

        var ours = !supported || (refresher switch { Refresher.Uas => true, Refresher.Uac => false, _ => weRefreshNow ?? false });

        return new(0, new(seconds, ours), supported && !ours);
    }

    /// <summary>RFC 4028 §7.2: what holds after a 2xx to our request. A peer that lacks the timer is refreshed by us.</summary>
    public static SessionInterval Agreed(SipMessage response, int askedSeconds) =>
        TryRead(response[HeaderId.SessionExpires], out var seconds, out var refresher) && seconds >= MinSe
            ? new(seconds, refresher != Refresher.Uas)
            : new(askedSeconds, true);

    /// <summary>RFC 4028 §7.3: the interval to ask for after a 422; null when the peer did not say, or asks nonsense.</summary>
    public static int? RetryWith(SipMessage response, int askedSeconds) =>
        TryRead(response[HeaderId.MinSe], out var minimum, out _) && minimum > askedSeconds ? minimum : null;

    /// <summary>Writes <c>Session-Expires</c> and <c>Min-SE</c> into a request of ours.</summary>
    /// <param name="writer">In the middle of the request's headers.</param>
    /// <param name="seconds">What is asked for.</param>
    /// <param name="weRefresh">Null leaves it to the peer.</param>
    /// <param name="minimum">RFC 4028 §7.4: the largest that a 422 of this session has named.</param>
    public static void WriteAsked(SipWriter writer, int seconds, bool? weRefresh, int minimum = MinSe)
    {
        Write(writer, seconds, weRefresh switch { true => "uac"u8, false => "uas"u8, null => default });

        if (seconds != MinSe)
        {
            writer.Header(HeaderId.MinSe, minimum);
        }
    }

    /// <summary>Writes <c>Session-Expires</c>, and Require where it is due, into a 2xx of ours.</summary>
    public static void WriteAnswer(SipWriter writer, in SessionTimerAnswer answer)
    {
        Write(writer, answer.Interval.Seconds, answer.Interval.WeRefresh ? "uas"u8 : "uac"u8);

        if (answer.Require)
        {
            writer.Header(HeaderId.Require, "timer"u8);
        }
    }

    /// <summary>Whether a message lists <c>timer</c> in Supported or Require.</summary>
    public static bool Supports(SipMessage message) =>
        OptionTags.Has(message, HeaderId.Supported, "timer"u8) || OptionTags.Has(message, HeaderId.Require, "timer"u8);

    private static void Write(SipWriter writer, int seconds, ReadOnlySpan<byte> refresher)
    {
        writer.StartHeader(HeaderId.SessionExpires);
        writer.Number(seconds);

        if (!refresher.IsEmpty)
        {
            writer.Raw(";refresher="u8);
            writer.Raw(refresher);
        }

        writer.EndHeader();
    }

    private static bool TryRead(ReadOnlySpan<byte> value, out int seconds, out Refresher refresher)
    {
        var semicolon = value.IndexOf((byte)';');
        var number = Ascii.Trim(semicolon < 0 ? value : value[..semicolon]);
        var parameters = new Parameters(semicolon < 0 ? default : value[semicolon..]);
        refresher = !parameters.TryFind("refresher"u8, out var who) ? Refresher.None
            : Ascii.EqualsIgnoreCase(who, "uas"u8) ? Refresher.Uas
            : Ascii.EqualsIgnoreCase(who, "uac"u8) ? Refresher.Uac
            : Refresher.None;
        var read = Ascii.TryReadUInt(number, out var said);
        seconds = (int)Math.Min(said, int.MaxValue);

        return read;
    }

    private enum Refresher
    {
        None,
        Uac,
        Uas,
    }
}

/// <summary>Option tags (RFC 3261 §19.2) in Supported, Require, Proxy-Require, and method names in Allow.</summary>
public static class OptionTags
{
    public static bool Has(SipMessage message, HeaderId header, ReadOnlySpan<byte> tag)
    {
        foreach (var value in message.Values(header))
        {
            if (Ascii.EqualsIgnoreCase(value, tag))
            {
                return true;
            }
        }

        return false;
    }
}
