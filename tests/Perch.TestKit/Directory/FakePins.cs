using Perch.Directory;

namespace Perch.TestKit.Directory;

/// <summary>Hashes that can be read, and a count of how often one was computed.</summary>
public sealed class FakePins : IPins
{
    public int Verified { get; private set; }

    /// <summary>Happens before anybody learns whether the PIN was right.</summary>
    public Action BeforeAnswer { get; set; } = () => { };

    public static PinHash Of(string pin) => new($"hash of {pin}");

    public Task<PinHash> HashAsync(string pin, CancellationToken cancellation) => Task.FromResult(Of(pin));

    public Task<bool> VerifyAsync(PinHash? hash, string pin, CancellationToken cancellation)
    {
        Verified++;
        BeforeAnswer();
        return Task.FromResult(hash == Of(pin));
    }
}
