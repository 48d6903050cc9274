namespace Perch.Sip;

/// <summary>The states of RFC 3261 Figures 5 to 8, with the Accepted of RFC 6026.</summary>
public enum TransactionState : byte
{
    /// <summary>INVITE client: nothing came yet.</summary>
    Calling,

    /// <summary>Non-INVITE: nothing was answered yet.</summary>
    Trying,
    Proceeding,
    Completed,

    /// <summary>INVITE server: the ACK came.</summary>
    Confirmed,

    /// <summary>INVITE: there was a 2xx.</summary>
    Accepted,
    Terminated,
}
