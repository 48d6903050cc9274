using System.Collections.Concurrent;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Api.Tests;

/// <summary>Every phone answers at once and hears nothing.</summary>
public sealed class FakeCalls : ICallStarter
{
    public ConcurrentQueue<DeviceId> Rung { get; } = [];

    public Task<RingOutcome> CallDeviceAsync(
        Device device, string callerName, TimeSpan ringFor, Func<ICall, Task> story, CancellationToken cancellation)
    {
        Rung.Enqueue(device.Id);
        return Task.FromResult(RingOutcome.Answered);
    }
}

/// <summary>Callflows may play anything.</summary>
internal sealed class EveryPrompt : IPromptCatalogue
{
    public bool Has(string name) => true;
}
