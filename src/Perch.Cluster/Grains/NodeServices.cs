using Orleans.Runtime;
using Orleans.Runtime.Services;

namespace Perch.Cluster;

/// <summary>The way to the <see cref="INodeService"/> of each silo.</summary>
internal sealed class NodeServices(IServiceProvider silo) : GrainServiceClient<INodeService>(silo)
{
    public INodeService On(SiloAddress node) => GetGrainService(node);
}
