using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Switches all phones that a user owns on or off, and tells the news.</summary>
internal sealed class OwnPhones(IDirectory directory, IRingStates ringStates, DeskNews news)
{
    /// <summary>Whether any of them rings; null for somebody who owns none.</summary>
    public bool? AnyOn(User user) => directory.DevicesOwnedBy(user.Id) is { Count: > 0 } owned
        ? owned.Any(device => device.RingState is RingState.On)
        : null;

    public bool Any(User user) => directory.DevicesOwnedBy(user.Id).Count > 0;

    public async Task<RingStateChange> ToggleAsync(UserId user, CancellationToken cancellation)
    {
        var change = await ringStates.ToggleAsync(user, cancellation);
        Tell(user, change.On, change);
        return change;
    }

    public async Task RestoreAsync(RingStateChange change)
    {
        await ringStates.RestoreAsync(change, CancellationToken.None);
        Tell(change.Owner, change.Before.Values.Contains(RingState.On), change);
    }

    private void Tell(UserId user, bool on, RingStateChange change)
    {
        if (change.Before.Count > 0)
        {
            news.Toggled(new DevicesToggled(user, on, [.. change.Before.Keys]));
        }
    }
}
