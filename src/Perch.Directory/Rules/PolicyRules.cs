namespace Perch.Directory;

/// <summary>What a desk policy may say, on whatever it stands.</summary>
internal static class PolicyRules
{
    private const double MostHours = 24 * 365;
    private const double MostMinutes = 60 * 24 * 7;

    public static void Check(FieldChecks checks, DeskPolicy policy)
    {
        if (policy.AutoLogOut is { } autoLogOut)
        {
            CheckHours(checks, "autoLogOut.afterHours", autoLogOut);
            checks.Range("autoLogOut.afterIdleMinutes", autoLogOut.AfterIdleMinutes, 1, MostMinutes);
            checks.Range("autoLogOut.afterUnregisteredMinutes", autoLogOut.AfterUnregisteredMinutes, 1, MostMinutes);
        }
    }

    public static void CheckOfUser(FieldChecks checks, AutoLogOut? autoLogOut)
    {
        if (autoLogOut is null)
        {
            return;
        }

        CheckHours(checks, "hotDesk.autoLogOut.afterHours", autoLogOut);
        if (autoLogOut.AfterIdleMinutes is not null || autoLogOut.AfterUnregisteredMinutes is not null)
        {
            checks.Wrong("hotDesk.autoLogOut", "of a person may hold only afterHours and dailyAt");
        }
    }

    // A few minutes are allowed, for tests and demonstrations.
    private static void CheckHours(FieldChecks checks, string field, AutoLogOut autoLogOut) =>
        checks.Range(field, autoLogOut.AfterHours, 1.0 / 60, MostHours);
}
