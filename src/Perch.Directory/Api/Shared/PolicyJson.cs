using Perch.Api;

namespace Perch.Directory;

/// <summary>The desk policy as device, site and account carry it: null says "as the next one out says".</summary>
internal abstract record PolicyJson
{
    public HotDeskUse? HotDeskUse { get; init; }

    public OccupiedPolicy? OccupiedPolicy { get; init; }

    public LoggedOutProfile? LoggedOutProfile { get; init; }

    public AutoLogOutJson? AutoLogOut { get; init; }

    public bool? PinToLogOut { get; init; }

    public static DeskPolicy Read(JsonFields fields, DeskPolicy now) => now with
    {
        HotDeskUse = fields.Choice("hotDeskUse", now.HotDeskUse),
        OccupiedPolicy = fields.Choice("occupiedPolicy", now.OccupiedPolicy),
        LoggedOutProfile = fields.Choice("loggedOutProfile", now.LoggedOutProfile),
        AutoLogOut = AutoLogOutJson.Read(fields, now.AutoLogOut),
        PinToLogOut = fields.OptionalFlag("pinToLogOut", now.PinToLogOut),
    };

    /// <summary>A copy of <paramref name="json"/> that says what <paramref name="policy"/> says.</summary>
    public static TJson Fill<TJson>(TJson json, DeskPolicy policy)
        where TJson : PolicyJson => json with
        {
            HotDeskUse = policy.HotDeskUse,
            OccupiedPolicy = policy.OccupiedPolicy,
            LoggedOutProfile = policy.LoggedOutProfile,
            AutoLogOut = AutoLogOutJson.Of(policy.AutoLogOut),
            PinToLogOut = policy.PinToLogOut,
        };
}

/// <summary>The policy alone, for the account's settings.</summary>
internal sealed record PolicyDefaultsJson : PolicyJson;
