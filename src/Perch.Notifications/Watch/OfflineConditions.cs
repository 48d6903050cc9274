using Perch.Directory;

namespace Perch.Notifications;

/// <summary>Desks, and phones that somebody owns, which were registered and have not been for ten minutes.</summary>
internal sealed class OfflineConditions(
    OfflinePhones phones, IDirectory directory, IEnumerable<IDeviceRegistrations> registrations, TimeProvider time)
    : IConditionSource
{
    private const string Prefix = "offline:";

    // A phone that restarts, or a switch, is back sooner.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public IEnumerable<Condition> Now()
    {
        foreach (var (id, since) in phones.Since)
        {
            if (directory.Device(id) is not { } device)
            {
                phones.Forget(id);
            }
            else if (IsMissed(device) && time.GetUtcNow() - since >= Patience)
            {
                yield return new(
                    new(device.AccountId, Prefix + id),
                    new(device.AccountId, NotificationKind.PhoneOffline, time.GetUtcNow(), TextOf(device, since), id));
            }
        }
    }

    // A restart forgets since when, not that it was told.
    public bool IsHeld(ConditionKey told) => told.Name.StartsWith(Prefix, StringComparison.Ordinal)
        && directory.Device(new(Guid.Parse(told.Name[Prefix.Length..]))) is { } device && IsMissed(device);

    private bool IsMissed(Device device) => device.Enabled
        && (device.OwnerId is not null || directory.PolicyOf(device).HotDeskUse is not HotDeskUse.Never)
        && registrations.All(registrar => registrar.BindingsOf(device.Id).Count == 0);

    private string TextOf(Device device, DateTimeOffset since)
    {
        var owner = device.OwnerId is { } id && directory.User(id) is { } user ? $" of {user.DisplayName}" : "";
        return $"The phone “{device.Nickname}”{owner} has been offline since {Clock.At(directory, device, since)}. "
            + "Is it plugged in, and is the network there?";
    }
}
