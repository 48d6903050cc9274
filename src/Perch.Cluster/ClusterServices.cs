using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.HotDesking;
using Perch.Registrar;

namespace Perch.Cluster;

/// <summary>Composes the module. Needs the registrar and hot desking.</summary>
public static class ClusterServices
{
    public static IServiceCollection AddPerchCluster(this IServiceCollection services) => services
        .AddSingleton<ISilo, LocalSilo>()
        .AddSingleton<INodeContents, NodeContents>()
        .AddSingleton(provider => new ClusterNode(
            provider.GetRequiredService<ISilo>(), provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<ClusterNode>>()))
        .AddSingleton<IFarBindings>(provider => provider.GetRequiredService<ClusterNode>())
        .AddSingleton<IFellowNodes>(provider => provider.GetRequiredService<ClusterNode>())
        .AddSingleton<IBindingListener>(provider => provider.GetRequiredService<ClusterNode>());

    /// <summary>Starts this node's silo; to be awaited before phones are heard.</summary>
    public static Task JoinClusterAsync(this IServiceProvider services) =>
        services.GetRequiredService<ClusterNode>().JoinAsync(services.GetRequiredService<INodeContents>());
}
