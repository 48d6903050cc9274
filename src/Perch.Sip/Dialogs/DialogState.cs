namespace Perch.Sip;

/// <summary>RFC 3261 §12: how far a dialog has come.</summary>
public enum DialogState : byte
{
    /// <summary>A provisional response made it; no final one yet.</summary>
    Early,

    /// <summary>A 2xx was sent or received.</summary>
    Confirmed,

    /// <summary>BYE was sent or received, or the peer is lost.</summary>
    Terminated,
}
