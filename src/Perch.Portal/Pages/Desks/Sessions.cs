namespace Perch.Portal;

/// <summary>The words of the API about hot-desk sessions, for people.</summary>
internal static class Sessions
{
    public static string StartOf(SessionRow session) => session.StartedHow switch
    {
        "phone" => "dialled at the desk",
        "web" => "logged in here",
        "qr" => "scanned the code",
        "api" => "by a program",
        "admin" => "by reception",
        var other => other,
    };

    public static string EndOf(SessionRow session) => session.EndReason switch
    {
        null => "still there",
        "logged-out" => "logged out",
        "moved" => "moved to another desk",
        "taken-over" => "somebody took over",
        "max-hours" => "the time was over",
        "daily" => "logged out for the day",
        "idle" => "no calls for long",
        "unregistered" => "the phone was offline for long",
        "disabled" => "may no longer hot desk",
        "policy" => "no longer a hot desk",
        "deleted" => "deleted",
        "admin" => "logged out by reception",
        var other => other,
    };
}
