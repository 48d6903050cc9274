using Orleans.Runtime;

namespace Perch.Cluster;

/// <summary>Knows which nodes hold bindings of the devices of one <see cref="Partition"/>.</summary>
[Alias("perch.partition")]
internal interface IPartitionGrain : IGrainWithIntegerKey
{
    /// <summary>Told of changes, never of refreshes.</summary>
    /// <param name="node">Where they happened.</param>
    /// <param name="held">Devices registered there now.</param>
    /// <param name="gone">Devices of which nothing is left there.</param>
    [Alias("announce")]
    Task AnnounceAsync(SiloAddress node, Guid[] held, Guid[] gone);

    /// <summary>May name a node that holds nothing any more; whoever asks that node learns so.</summary>
    [Alias("holders-of")]
    Task<SiloAddress[]> HoldersOfAsync(Guid device);
}
