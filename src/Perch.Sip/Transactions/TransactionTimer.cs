namespace Perch.Sip;

/// <summary>The timers of RFC 3261 Table 4 and RFC 6026 §7, and two that have no letter.</summary>
public enum TransactionTimer : byte
{
    /// <summary>Repeats the INVITE.</summary>
    A,

    /// <summary>Gives the INVITE up.</summary>
    B,

    /// <summary>Waits for repeated final responses to the INVITE.</summary>
    D,

    /// <summary>Repeats another request.</summary>
    E,

    /// <summary>Gives another request up.</summary>
    F,

    /// <summary>Repeats a final response to an INVITE.</summary>
    G,

    /// <summary>Gives up waiting for the ACK.</summary>
    H,

    /// <summary>Waits for repeated ACKs.</summary>
    I,

    /// <summary>Waits for repeated requests.</summary>
    J,

    /// <summary>Waits for repeated responses.</summary>
    K,

    /// <summary>Waits for repeated INVITEs after a 2xx.</summary>
    L,

    /// <summary>Waits for repeated 2xx.</summary>
    M,

    /// <summary>RFC 3261 §17.2.1: 100 Trying when the user was not quicker.</summary>
    Trying,

    /// <summary>RFC 3261 §9.1: how long a cancelled INVITE may stay without a final response.</summary>
    Cancelled,
}

/// <summary>What each timer is for.</summary>
public static class TransactionTimers
{
    /// <summary>Timers that send something; of these and of the others at most one each runs in a transaction.</summary>
    public static bool Sends(this TransactionTimer timer) =>
        timer is TransactionTimer.A or TransactionTimer.E or TransactionTimer.G or TransactionTimer.Trying;
}
