using Perch.Directory;

namespace Perch.Calls.Sip;

/// <summary>What is kept of a call: its decisions, why it ended, and who answered.</summary>
internal sealed partial class SipCall
{
    private readonly Explanation _explanation = new();
    private Why? _ending;
    private Caller? _answeredBy;

    public void Because(Decision decision)
    {
        _explanation.Add(decision with { At = _services.Stack.Time.GetUtcNow() });

        // What ends a call first is why it ended; the rest follows from it.
        if (decision.IsEnding)
        {
            _ending ??= decision.What;
        }
    }

    void IRoundOwner.Because(Why what, Device device, string? text) =>
        Because(new Decision(what) { Device = device.Id, Text = text });

    /// <summary>The call as it is by now.</summary>
    public RecordedCall ToRecord(DateTimeOffset? endedAt) =>
        new(Id, Account, Caller, Dialled, _caller?.SipCallId, StartedAt, AnsweredAt, endedAt, _explanation.Decisions)
        {
            AnsweredBy = _answeredBy,
            Ending = _ending,
        };

    private void EndsBecause(Why ending)
    {
        if (_ending is null)
        {
            // What becomes of phones that still ring is told before the end.
            _round?.Stop();
            Because(new Decision(ending));
        }
    }

    private void EndsBecause(LegEnd end) => EndsBecause(end switch
    {
        LegEnd.HungUp => Why.CallerHungUp,
        LegEnd.Cancelled => Why.CallerGaveUp,
        LegEnd.Lost => Why.CallerLost,
        LegEnd.ByUs => Why.Failed,
    });

    private void NoteUnreachable(Device device)
    {
        var lost = _services.LastSeen.Of(device.Id);
        Because(new Decision(lost is null ? Why.NeverRegistered : Why.NotRegistered)
        {
            Device = device.Id,
            Since = lost?.At,
            Text = lost?.Why.ToString(),
        });
    }

    private static Why EndingOf(HangUpCause cause) => cause switch
    {
        HangUpCause.Normal => Why.Finished,
        HangUpCause.Unavailable => Why.Unavailable,
        HangUpCause.Busy => Why.AllBusy,
        HangUpCause.NoSuchNumber => Why.NoSuchNumber,
        HangUpCause.Forbidden => Why.Forbidden,
        HangUpCause.Declined => Why.Refused,
        HangUpCause.ServerError => Why.Failed,
    };
}
