using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>One user logged in at one desk, from a start to an end. Immutable; the row is kept.</summary>
public sealed record HotDeskSession(
    Guid Id, AccountId AccountId, UserId UserId, DeviceId DeviceId, SessionStart Start, SessionEnd? End)
{
    public bool IsOpen => End is null;

    /// <summary>It ended so long ago that it no longer says who it was.</summary>
    public bool IsForgotten { get; init; }
}

/// <summary>When and how a session began.</summary>
/// <param name="By">The user who did it; null for the server itself or an API key.</param>
public sealed record SessionStart(DateTimeOffset At, StartedHow How, UserId? By)
{
    /// <summary>Whoever dialled the ID was believed; neither a PIN nor a login proved who they are.</summary>
    public bool WithoutPin { get; init; }
}

/// <summary>When and why a session ended.</summary>
public sealed record SessionEnd(DateTimeOffset At, EndReason Reason);

/// <summary>By what means somebody logged in.</summary>
public enum StartedHow
{
    /// <summary>Dialled at the desk.</summary>
    Phone,

    Web,

    /// <summary>Scanned the code on the desk.</summary>
    Qr,

    /// <summary>A program with an API key.</summary>
    Api,

    /// <summary>Somebody else with a login of their own.</summary>
    Admin,
}

/// <summary>Why a session ended.</summary>
public enum EndReason
{
    LoggedOut,

    /// <summary>The user logged in at another desk.</summary>
    Moved,

    /// <summary>Somebody else logged in at the desk.</summary>
    TakenOver,

    MaxHours,
    Daily,
    Idle,
    Unregistered,

    /// <summary>Hot desking was turned off for the user.</summary>
    Disabled,

    /// <summary>The device is no longer a desk.</summary>
    Policy,

    /// <summary>The user or the device was deleted.</summary>
    Deleted,

    /// <summary>Somebody else with a login ended it.</summary>
    Admin,
}
