using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>Takes every PIN, until a test says otherwise.</summary>
public sealed class FakePinChanges(FakeDirectory directory) : IPinChanges
{
    public bool Refuses { get; set; }

    public Task<bool> ChangeAsync(User user, Secret pin, CancellationToken cancellation)
    {
        if (!Refuses)
        {
            directory.Put(user with { HotDesk = user.HotDesk with { Pin = FakePins.Of(pin.Value) } });
        }

        return Task.FromResult(!Refuses);
    }
}
