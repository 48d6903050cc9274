using Perch.Api;

namespace Perch.Directory;

internal sealed record AutoLogOutJson(
    double? AfterHours, TimeOnly? DailyAt, int? AfterIdleMinutes, int? AfterUnregisteredMinutes)
{
    // A few minutes are allowed, for tests and demonstrations.
    private const double MinHours = 1.0 / 60;
    private const double MaxHours = 24 * 365;
    private const int MaxMinutes = 60 * 24 * 7;

    public static AutoLogOutJson? Of(AutoLogOut? rule) => rule is null
        ? null
        : new(rule.AfterHours, rule.DailyAt, rule.AfterIdleMinutes, rule.AfterUnregisteredMinutes);

    /// <summary>An object, even an empty one, says something; null says "as the next one out".</summary>
    public static AutoLogOut? Read(JsonFields owner, AutoLogOut? now)
    {
        var fields = owner.Nested("autoLogOut");
        var read = ReadForUser(fields, now ?? AutoLogOut.Never) with
        {
            AfterIdleMinutes = fields.Number("afterIdleMinutes", now?.AfterIdleMinutes, 1..MaxMinutes),
            AfterUnregisteredMinutes =
                fields.Number("afterUnregisteredMinutes", now?.AfterUnregisteredMinutes, 1..MaxMinutes),
        };
        return owner.IsNull("autoLogOut") || (now is null && !owner.Has("autoLogOut")) ? null : read;
    }

    /// <summary>A person has only the rules that do not need a desk.</summary>
    public static AutoLogOut ReadForUser(JsonFields fields, AutoLogOut now) => now with
    {
        AfterHours = fields.Quantity("afterHours", now.AfterHours, MinHours, MaxHours),
        DailyAt = fields.TimeOfDay("dailyAt", now.DailyAt),
    };
}

/// <summary>The rules that a person may have; see <see cref="AutoLogOutJson"/>.</summary>
internal sealed record UserAutoLogOutJson(double? AfterHours, TimeOnly? DailyAt)
{
    public static UserAutoLogOutJson? Of(AutoLogOut? rule) => rule is null ? null : new(rule.AfterHours, rule.DailyAt);

    public static AutoLogOut? Read(JsonFields owner, AutoLogOut? now)
    {
        var read = AutoLogOutJson.ReadForUser(owner.Nested("autoLogOut"), now ?? AutoLogOut.Never);
        return owner.IsNull("autoLogOut") || (now is null && !owner.Has("autoLogOut")) ? null : read;
    }
}
