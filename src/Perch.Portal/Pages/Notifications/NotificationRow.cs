namespace Perch.Portal;

/// <summary>A notification as the API lists it.</summary>
internal sealed record NotificationRow(Guid Id, DateTimeOffset At, string Kind, string Text, Guid? DeviceId, bool Read)
{
    /// <summary>In a word or two.</summary>
    public string Title => Kind switch
    {
        "phone-offline" => "Phone offline",
        "displaced" => "Displaced",
        "locked" => "Locked",
        "disk-full" => "Disk nearly full",
        _ => "Alarm",
    };

    /// <summary>Where to look, and what that is called; null for nowhere in particular.</summary>
    public (string Path, string Name)? Place => (Kind, DeviceId) switch
    {
        ("locked", _) => ("/settings/security", "Security"),
        ("alarm", _) => ("/settings/sip", "Settings"),
        (_, { } device) => ($"/devices/{device}", "The phone"),
        _ => null,
    };
}
