namespace Perch.Directory;

/// <summary>A <see cref="DeskPolicy"/> as columns of the row it belongs to.</summary>
internal sealed class PolicyColumns
{
    public HotDeskUse? HotDeskUse { get; set; }

    public OccupiedPolicy? OccupiedPolicy { get; set; }

    public LoggedOutProfile? LoggedOutProfile { get; set; }

    public bool? PinToLogOut { get; set; }

    public AutoLogOutColumns AutoLogOut { get; set; } = new();

    public static PolicyColumns From(DeskPolicy policy) => new()
    {
        HotDeskUse = policy.HotDeskUse,
        OccupiedPolicy = policy.OccupiedPolicy,
        LoggedOutProfile = policy.LoggedOutProfile,
        PinToLogOut = policy.PinToLogOut,
        AutoLogOut = AutoLogOutColumns.From(policy.AutoLogOut),
    };

    /// <summary>The one shared <see cref="DeskPolicy.Unset"/> where nothing is said, which is nearly everywhere.</summary>
    public DeskPolicy ToPolicy()
    {
        var policy = new DeskPolicy
        {
            HotDeskUse = HotDeskUse,
            OccupiedPolicy = OccupiedPolicy,
            LoggedOutProfile = LoggedOutProfile,
            PinToLogOut = PinToLogOut,
            AutoLogOut = AutoLogOut.ToAutoLogOut(),
        };
        return policy == DeskPolicy.Unset ? DeskPolicy.Unset : policy;
    }
}

/// <summary>An <see cref="AutoLogOut"/> as columns; <see cref="Says"/> tells "never" from "as the next one out".</summary>
internal sealed class AutoLogOutColumns
{
    public bool Says { get; set; }

    public double? AfterHours { get; set; }

    /// <summary>Minutes after midnight.</summary>
    public int? DailyAt { get; set; }

    public int? AfterIdleMinutes { get; set; }

    public int? AfterUnregisteredMinutes { get; set; }

    public static AutoLogOutColumns From(AutoLogOut? autoLogOut) => autoLogOut is null ? new() : new()
    {
        Says = true,
        AfterHours = autoLogOut.AfterHours,
        DailyAt = autoLogOut.DailyAt is { } time ? (time.Hour * 60) + time.Minute : null,
        AfterIdleMinutes = autoLogOut.AfterIdleMinutes,
        AfterUnregisteredMinutes = autoLogOut.AfterUnregisteredMinutes,
    };

    public AutoLogOut? ToAutoLogOut() => !Says ? null : new()
    {
        AfterHours = AfterHours,
        DailyAt = DailyAt is { } minutes ? new TimeOnly(minutes / 60, minutes % 60) : null,
        AfterIdleMinutes = AfterIdleMinutes,
        AfterUnregisteredMinutes = AfterUnregisteredMinutes,
    };
}
