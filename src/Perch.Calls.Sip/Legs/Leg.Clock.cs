using Perch.Sip;
using Perch.Transport;

namespace Perch.Calls.Sip;

/// <summary>What a leg waits for. The bits above are the turn of the session clock, so that a late timer is known.</summary>
internal enum LegTimer
{
    RepeatAnswer = 1,
    RetryChange = 2,
    Clock = 3,
}

/// <summary>RFC 4028: session timers, and the other timers of a leg.</summary>
internal abstract partial class Leg
{
    private const int KindBits = 4;
    private const int MostTooShort = 5;
    private SipTimer? _clock;
    private int _turn;

    /// <summary>RFC 4028 §7.4: the least that the peer has said it takes.</summary>
    private int _minSe = SessionTimer.MinSe;
    private int _tooShort;

    /// <summary>What was agreed on last.</summary>
    protected SessionInterval Session { get; set; } = new(SessionTimer.UsualSeconds, true);

    /// <summary>Begins a new interval: it was just agreed on or refreshed.</summary>
    protected void StartClock(SessionInterval interval)
    {
        Session = interval;
        _refreshDue = false;
        RunClock(interval.WeRefresh ? interval.RefreshAfter : interval.EndAfter);
    }

    /// <summary>
    /// RFC 4028 §7.3: after a 422 the same is asked again for longer. False where the peer did not say how long, or
    /// cannot make up its mind.
    /// </summary>
    protected bool AsksForLonger(SipMessage tooShort)
    {
        if (SessionTimer.RetryWith(tooShort, Session.Seconds) is not { } seconds || ++_tooShort > MostTooShort)
        {
            return false;
        }

        _minSe = seconds;
        Session = Session with { Seconds = seconds };

        return true;
    }

    protected void WriteSession(SipWriter writer, bool? weRefresh) =>
        SessionTimer.WriteAsked(writer, Session.Seconds, weRefresh, _minSe);

    private void RunClock(TimeSpan after)
    {
        StopClock();
        _clock = Stack.Timers.Start(after, this, (int)LegTimer.Clock | (_turn << KindBits));
    }

    private void StopClock()
    {
        _clock?.Stop();
        _turn++;
    }

    private void OnTimer(int kind)
    {
        switch ((LegTimer)(kind & ((1 << KindBits) - 1)))
        {
            case LegTimer.RepeatAnswer:
                RepeatAnswer();
                break;

            case LegTimer.RetryChange:
                RetryChange();
                break;

            case LegTimer.Clock when kind >> KindBits == _turn:
                OnClock();
                break;
        }
    }

    private void OnClock()
    {
        if (Session.WeRefresh && !_refreshDue)
        {
            // A peer may put off its answer for as long as it likes; the other half of the interval is enough.
            RunClock(TimeSpan.FromSeconds(Session.Seconds) - Session.RefreshAfter);
            Refresh();
            return;
        }

        // RFC 4028 §10: the peer had promised to refresh, and did not, or our refresh came to nothing.
        HangUp(LegEnd.Lost, "SIP;cause=408;text=\"Session timer expired\"");
    }
}
