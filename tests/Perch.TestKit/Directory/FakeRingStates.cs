using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>Rings as the directory says, and writes there.</summary>
public sealed class FakeRingStates(FakeDirectory directory) : IRingStates
{
    public Task<RingStateChange> ToggleAsync(UserId owner, CancellationToken cancellation)
    {
        var devices = directory.DevicesOwnedBy(owner);
        var on = devices.All(device => device.RingState is RingState.Off);
        var before = devices.ToDictionary(device => device.Id, device => device.RingState);

        foreach (var device in devices)
        {
            directory.Put(device with { RingState = on ? RingState.On : RingState.Off });
        }

        return Task.FromResult(new RingStateChange(owner, on, before));
    }

    public Task RestoreAsync(RingStateChange change, CancellationToken cancellation)
    {
        foreach (var (device, before) in change.Before)
        {
            directory.Put(directory.Device(device)! with { RingState = before });
        }

        return Task.CompletedTask;
    }
}
