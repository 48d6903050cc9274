using Perch.Directory;

namespace Perch.Notifications;

/// <summary>The alarms of each account.</summary>
internal sealed class StandingConditions(StandingAlarms alarms, IDirectory directory, TimeProvider time) : IConditionSource
{
    public IEnumerable<Condition> Now() =>
        from account in directory.Accounts
        where account.Enabled
        from alarm in alarms.Of(account.Id)
        select new Condition(
            new(account.Id, $"alarm:{alarm.Name}"),
            new(account.Id, NotificationKind.Alarm, time.GetUtcNow(), alarm.Text, Device: null));

    public bool IsHeld(ConditionKey told) => false;
}
