namespace Perch.Phone;

/// <summary>How far a phone's registration has come.</summary>
public enum RegistrationState
{
    /// <summary>Never tried, or given up in order.</summary>
    None,
    Trying,
    Registered,

    /// <summary>The server said no, or nothing.</summary>
    Refused,
}
