namespace Perch.Directory;

/// <summary>
/// What a device, site or account says about desks; null means "as the next one out says".
/// The nearest setting wins: device, site, account, then <see cref="Defaults"/>.
/// </summary>
public sealed record DeskPolicy
{
    public HotDeskUse? HotDeskUse { get; init; }

    public OccupiedPolicy? OccupiedPolicy { get; init; }

    public LoggedOutProfile? LoggedOutProfile { get; init; }

    public AutoLogOut? AutoLogOut { get; init; }

    public bool? PinToLogOut { get; init; }

    /// <summary>This, completed by what the next one out says.</summary>
    public DeskPolicy Or(DeskPolicy? next) => next is null || next == Unset ? this : this == Unset ? next : new()
    {
        HotDeskUse = HotDeskUse ?? next.HotDeskUse,
        OccupiedPolicy = OccupiedPolicy ?? next.OccupiedPolicy,
        LoggedOutProfile = LoggedOutProfile ?? next.LoggedOutProfile,
        AutoLogOut = AutoLogOut ?? next.AutoLogOut,
        PinToLogOut = PinToLogOut ?? next.PinToLogOut,
    };

    /// <summary>Says nothing.</summary>
    public static DeskPolicy Unset { get; } = new();

    /// <summary>What holds where nobody says anything; every member is set.</summary>
    public static DeskPolicy Defaults { get; } = new()
    {
        HotDeskUse = Directory.HotDeskUse.Auto,
        OccupiedPolicy = Directory.OccupiedPolicy.Takeover,
        LoggedOutProfile = Directory.LoggedOutProfile.Internal,
        AutoLogOut = AutoLogOut.Never,
        PinToLogOut = false,
    };
}

/// <summary>Whether people may log in at a device.</summary>
public enum HotDeskUse
{
    /// <summary>When it is a VoIP phone that has no owner, and did not lose its owner by a deletion.</summary>
    Auto,

    Always,

    Never,
}

/// <summary>What a log-in meets at a desk where someone else is logged in.</summary>
public enum OccupiedPolicy
{
    /// <summary>Say who is there; the key 1 takes over.</summary>
    Takeover,

    /// <summary>Take over without asking.</summary>
    Replace,

    Refuse,

    /// <summary>Several people at one desk.</summary>
    Share,
}

/// <summary>What a desk may call while nobody is logged in.</summary>
public enum LoggedOutProfile
{
    Emergency,
    Internal,
    Unrestricted,
}

/// <summary>When a hot-desk session ends by itself; null members never end it.</summary>
public sealed record AutoLogOut
{
    public double? AfterHours { get; init; }

    /// <summary>HH:MM in the site's time zone.</summary>
    public TimeOnly? DailyAt { get; init; }

    public int? AfterIdleMinutes { get; init; }

    public int? AfterUnregisteredMinutes { get; init; }

    public static AutoLogOut Never { get; } = new();
}
