using Perch.Directory;

namespace Perch.Calls;

/// <summary>
/// One call as a story: the verbs a feature is written with. Used by one task at a time.
/// Every verb throws <see cref="CallEndedException"/> once the caller has hung up.
/// </summary>
public interface ICall
{
    CallId Id { get; }

    Account Account { get; }

    Caller Caller { get; }

    /// <summary>What was dialled, without anything secret: digits after a feature code's ID are not in it.</summary>
    string Dialled { get; }

    /// <summary>The language prompts are spoken in, a BCP 47 tag; starts as the caller's.</summary>
    string Language { get; set; }

    bool IsAnswered { get; }

    /// <summary>Cancelled when the caller has hung up or the call was torn down.</summary>
    CancellationToken Ended { get; }

    /// <summary>Notes why the call goes the way it does, for whoever asks later. Costs next to nothing; never waits.</summary>
    void Because(Decision decision)
    {
    }

    Task AnswerAsync();

    /// <summary>Plays to the end; before the answer it is early media (183).</summary>
    Task PlayAsync(params IReadOnlyList<Prompt> prompts);

    /// <summary>Collects digits as <c>hotdesk.md</c> §4 says; an empty string when nothing was entered.</summary>
    Task<string> AskDigitsAsync(DigitQuestion question);

    /// <summary>Plays, and waits up to <paramref name="wait"/> after the end for one of the keys; null when none came.</summary>
    Task<char?> AskKeyAsync(IReadOnlyList<Prompt> prompts, string keys, TimeSpan wait);

    /// <summary>Rings all devices at once; the first to answer wins, the others are told it was answered elsewhere.</summary>
    Task<RingResult> RingAsync(IReadOnlyList<Device> devices, TimeSpan ringFor);

    /// <summary>Answers the caller if need be, joins both and returns when either side has hung up.</summary>
    Task BridgeAsync(ILeg leg);

    /// <summary>Sends what the caller says back to them until they hang up.</summary>
    Task EchoAsync();

    /// <summary>Refuses a call not yet answered, or ends an answered one. The call is over afterwards.</summary>
    Task HangUpAsync(HangUpCause cause);
}

/// <summary>Our side of one answered dialog with a called device.</summary>
public interface ILeg
{
    Device Device { get; }
}

/// <summary>Names a call in logs, records and the API.</summary>
public readonly record struct CallId(Guid Value)
{
    public static CallId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public override string ToString() => Value.ToString();
}

/// <summary>Thrown by every verb after the caller hung up; caught once, where calls are started.</summary>
public sealed class CallEndedException : OperationCanceledException
{
    public CallEndedException()
        : base("The call has ended.")
    {
    }
}

/// <summary>Why we refuse or end a call; what each becomes on the wire is the telephony's business.</summary>
public enum HangUpCause
{
    /// <summary>It is over; nothing went wrong.</summary>
    Normal,

    /// <summary>Nobody answers or is registered.</summary>
    Unavailable,

    Busy,

    /// <summary>No such number.</summary>
    NoSuchNumber,

    /// <summary>The caller may not do this.</summary>
    Forbidden,

    /// <summary>The person called said no.</summary>
    Declined,

    /// <summary>We failed.</summary>
    ServerError,
}
