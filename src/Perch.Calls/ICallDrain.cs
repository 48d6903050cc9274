namespace Perch.Calls;

/// <summary>How a server that is about to stop treats its calls. Thread-safe.</summary>
public interface ICallDrain
{
    /// <summary>Calls that have begun and not ended.</summary>
    int LiveCalls { get; }

    /// <summary>From now on a new call is refused with 503 and Retry-After; live ones and registrations go on.</summary>
    void StopTaking();

    /// <summary>Ends every live call; both sides are told.</summary>
    void EndAll();
}
