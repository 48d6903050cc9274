using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>The other nodes of a cluster, which remember who sits where as this one does. Thread-safe.</summary>
public interface IFellowNodes
{
    /// <summary>
    /// To be awaited after the commit, before anybody hears of the change: returns when every other live node has read
    /// anew what it remembered of these people and desks.
    /// </summary>
    Task ForgetAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks);

    /// <summary>Whether what is due by the clock is for this node to do; true for one of all nodes.</summary>
    ValueTask<bool> RunsTimersAsync();

    /// <summary>Whether the phone is on a call that another node took; true where one does not answer.</summary>
    ValueTask<bool> IsBusyAsync(DeviceId desk);

    /// <summary>Whether the phone is registered at another node.</summary>
    ValueTask<bool> IsRegisteredAsync(DeviceId desk);
}

/// <summary>What this node remembers of seats, for the others to have read anew.</summary>
public interface ISeatMemory
{
    /// <summary>Returns when memory says of these people and desks what the database says.</summary>
    Task RereadAsync(
        IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks, CancellationToken cancellation);
}

/// <summary>There are no others.</summary>
internal sealed class NoFellowNodes : IFellowNodes
{
    public Task ForgetAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks) => Task.CompletedTask;

    public ValueTask<bool> RunsTimersAsync() => new(true);

    public ValueTask<bool> IsBusyAsync(DeviceId desk) => new(false);

    public ValueTask<bool> IsRegisteredAsync(DeviceId desk) => new(false);
}
