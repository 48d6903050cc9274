using Perch.Directory;

namespace Perch.Calls;

/// <summary>Who is calling, decided when the call arrives and never before.</summary>
/// <param name="Device">The phone, proven by digest; null for a call the server places itself.</param>
/// <param name="User">The occupant, else the owner; null for a bare device.</param>
/// <param name="SessionId">The hot-desk session the call is made under, if any.</param>
/// <param name="Name">The name shown to the called person.</param>
/// <param name="Number">The number shown to the called person.</param>
public sealed record Caller(Device? Device, User? User, Guid? SessionId, string Name, string Number)
{
    /// <summary>
    /// The session began without a PIN: it moved the calls and the name shown inside, and nothing that costs money or
    /// opens a mailbox.
    /// </summary>
    public bool WithoutPin { get; init; }
}

/// <summary>Decides who is calling from a phone. Called once for each call; must not wait.</summary>
public interface ICallerIdentity
{
    Caller Identify(Device device);
}

/// <summary>Decides what happens to a call. Runs until the call is over.</summary>
public interface ICallRouter
{
    /// <param name="call">The call; its <see cref="ICall.Dialled"/> is redacted.</param>
    /// <param name="dialled">What was dialled, whole; may hold a PIN, never logged.</param>
    Task RouteAsync(ICall call, string dialled);

    /// <summary>The dialled string as it may be shown in records, events and logs: secrets removed.</summary>
    string Redact(Account account, string dialled);

    /// <summary>RFC 3261 §11: whether an INVITE to this would find anything; must not wait.</summary>
    bool IsRoutable(Account account, string dialled);
}

/// <summary>Places calls that the server itself starts, such as <em>Ring this desk</em>.</summary>
public interface ICallStarter
{
    /// <summary>
    /// Rings the device; when it answers, runs <paramref name="story"/> with the device as caller.
    /// Returns how the ringing ended, without waiting for the story. The result is Answered with no leg to bridge.
    /// </summary>
    Task<RingOutcome> CallDeviceAsync(
        Device device, string callerName, TimeSpan ringFor, Func<ICall, Task> story, CancellationToken cancellation);
}
