using Perch.Directory;

namespace Perch.Calls;

/// <summary>Keeps what there is to know about calls that are over. Told once for each call; must not wait.</summary>
public interface ICallRecorder
{
    void Record(RecordedCall call);
}

/// <summary>Finds calls that are not over yet.</summary>
public interface ICallsInProgress
{
    /// <param name="idOrSipCallId">The call's id, or the SIP Call-ID of the phone that called.</param>
    RecordedCall? Find(string idOrSipCallId);
}

/// <summary>A call as it is written down, with the names of that moment: desks are renamed, people leave.</summary>
/// <param name="Dialled">Without anything secret.</param>
/// <param name="SipCallId">As the phone that called names it; null where the server called.</param>
/// <param name="EndedAt">Null while it goes on.</param>
/// <param name="Decisions">In order; the one that ended it is <see cref="Ending"/>.</param>
public sealed record RecordedCall(
    CallId Id,
    Account Account,
    Caller Caller,
    string Dialled,
    string? SipCallId,
    DateTimeOffset StartedAt,
    DateTimeOffset? AnsweredAt,
    DateTimeOffset? EndedAt,
    IReadOnlyList<Decision> Decisions)
{
    /// <summary>Who answered: the phone, and whoever was at it then; null where nobody or a program did.</summary>
    public Caller? AnsweredBy { get; init; }

    /// <summary>Why it ended; null while it goes on.</summary>
    public Why? Ending { get; init; }
}

/// <summary>Where nobody keeps records.</summary>
public sealed class NoCallRecorder : ICallRecorder
{
    public void Record(RecordedCall call)
    {
    }
}
