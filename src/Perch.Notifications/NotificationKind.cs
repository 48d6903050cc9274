namespace Perch.Notifications;

/// <summary>What people may want to hear of.</summary>
public enum NotificationKind
{
    /// <summary>A desk, or a phone that somebody owns, has been unreachable for ten minutes.</summary>
    PhoneOffline,

    /// <summary>Somebody else logged in at an occupied desk.</summary>
    Displaced,

    /// <summary>Wrong PINs or IDs have locked a person or a desk.</summary>
    Locked,

    /// <summary>The disk with Perch's data is nearly full.</summary>
    DiskFull,

    /// <summary>As a standing alarm of the settings.</summary>
    Alarm,
}
