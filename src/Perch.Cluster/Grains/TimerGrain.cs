using Orleans.Placement;
using Orleans.Runtime;

namespace Perch.Cluster;

/// <summary>There is one in the whole cluster; the node it lives on runs what is due by the clock.</summary>
[Alias("perch.timers")]
internal interface ITimerGrain : IGrainWithIntegerKey
{
    [Alias("node")]
    Task<SiloAddress> NodeAsync();
}

/// <inheritdoc cref="ITimerGrain"/>
[PreferLocalPlacement]
internal sealed class TimerGrain(ILocalSiloDetails silo) : Grain, ITimerGrain
{
    public Task<SiloAddress> NodeAsync() => Task.FromResult(silo.SiloAddress);
}
