using Perch.Directory;

namespace Perch.Notifications;

/// <summary>One thing to be told, before it is known to whom.</summary>
/// <param name="Device">Where it concerns a phone; those who look after its site hear of it too.</param>
internal sealed record Notice(AccountId Account, NotificationKind Kind, DateTimeOffset At, string Text, DeviceId? Device);

/// <summary>Something that is so for a while; told when it begins.</summary>
/// <param name="Key">The same for as long as it lasts.</param>
internal sealed record Condition(ConditionKey Key, Notice Notice);

/// <param name="Name">Unique in the account, such as <c>alarm:no-emergency-trunk</c>.</param>
internal readonly record struct ConditionKey(AccountId Account, string Name);

/// <summary>Knows of one sort of conditions. From memory; must not wait.</summary>
internal interface IConditionSource
{
    /// <summary>Those that are so now.</summary>
    IEnumerable<Condition> Now();

    /// <summary>Whether one that was told is not over yet, although it is not among those of now.</summary>
    bool IsHeld(ConditionKey told);
}
