using Perch.Directory;
using Perch.TestKit.Directory;

namespace Perch.HotDesking.Tests;

/// <summary>Hashes that can be read, and a count of how often one was computed.</summary>
internal sealed class FakePins : IPins
{
    public int Verified { get; private set; }

    public static PinHash Of(string pin) => new($"hash of {pin}");

    public Task<PinHash> HashAsync(string pin, CancellationToken cancellation) => Task.FromResult(Of(pin));

    public Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation)
    {
        Verified++;
        return Task.FromResult(hash == Of(pin));
    }
}

/// <summary>Rings as the directory says, and writes there.</summary>
internal sealed class FakeRingStates(FakeDirectory directory) : IRingStates
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

/// <summary>Writes down the news.</summary>
internal sealed class RecordingListener : IHotDeskListener
{
    public List<object> News { get; } = [];

    public void Hear(HotDeskSessionStarted news) => News.Add(news);

    public void Hear(HotDeskSessionEnded news) => News.Add(news);

    public void Hear(DevicesToggled news) => News.Add(news);
}
