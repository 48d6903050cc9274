using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Runtime;
using Perch.Directory;

namespace Perch.Cluster;

/// <summary>Answers the other nodes from what this one holds. Reentrant, so that a slow database holds up no look-up.</summary>
[Reentrant]
internal sealed class NodeService(GrainId id, Silo silo, ILoggerFactory loggers, INodeContents contents)
    : GrainService(id, silo, loggers), INodeService
{
    public Task<Guid[]> DevicesInAsync(int partition) => Task.FromResult<Guid[]>(
        [.. contents.Registered.Where(device => Partition.Of(device) == partition).Select(device => device.Value)]);

    public Task<byte[]> BindingsOfAsync(Guid device) => Task.FromResult(contents.BindingsOf(new(device)));

    public Task RereadAsync(Guid[] users, Guid[] desks) => contents.RereadAsync(
        Array.ConvertAll(users, user => new UserId(user)), Array.ConvertAll(desks, desk => new DeviceId(desk)));

    public Task<bool> IsBusyAsync(Guid device) => Task.FromResult(contents.IsBusy(new(device)));
}
