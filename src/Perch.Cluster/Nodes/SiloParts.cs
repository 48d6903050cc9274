using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Perch.Cluster;

/// <summary>What every silo of a cluster of Perch has.</summary>
internal static class SiloParts
{
    public static ISiloBuilder AddPerchNode(this ISiloBuilder silo, INodeContents contents)
    {
        silo.Services.AddSingleton(contents);
        silo.Services.AddSingleton<NodeServices>();
        silo.AddGrainService<NodeService>();

        // A node that was killed is known to be gone after two seconds.
        silo.Configure<ClusterMembershipOptions>(membership =>
        {
            membership.ProbeTimeout = TimeSpan.FromSeconds(1);
            membership.NumMissedProbesLimit = 2;
            membership.NumVotesForDeathDeclaration = 1;
        });

        return silo;
    }
}
