using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace Perch.Cluster;

/// <summary>
/// Kept in memory only, because the nodes know it better: whenever nodes have come or gone since it last asked, it asks
/// all of them anew, and so also after it was lost with its silo.
/// </summary>
internal sealed partial class PartitionGrain(NodeServices nodes, ISiloStatusOracle members, ILogger<PartitionGrain> logger)
    : Grain, IPartitionGrain
{
    private readonly Dictionary<Guid, SiloAddress[]> _holders = [];
    private readonly HashSet<SiloAddress> _asked = [];

    public async Task AnnounceAsync(SiloAddress node, Guid[] held, Guid[] gone)
    {
        await AskNodesAsync();

        foreach (var device in held)
        {
            Put(device, node);
        }

        foreach (var device in gone)
        {
            Take(device, node);
        }
    }

    public async Task<SiloAddress[]> HoldersOfAsync(Guid device)
    {
        await AskNodesAsync();

        return _holders.GetValueOrDefault(device, []);
    }

    private async Task AskNodesAsync()
    {
        var active = members.GetActiveSilos();

        if (_asked.SetEquals(active))
        {
            return;
        }

        foreach (var left in _asked.Except(active).ToList())
        {
            Forget(left);
        }

        foreach (var node in active.Where(node => !_asked.Contains(node)))
        {
            await AskAsync(node);
        }
    }

    private async Task AskAsync(SiloAddress node)
    {
        try
        {
            foreach (var device in await nodes.On(node).DevicesInAsync((int)this.GetPrimaryKeyLong()))
            {
                Put(device, node);
            }

            _asked.Add(node);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            // It is going, or coming: the next question asks it again.
            LogSilent(failure, node);
        }
    }

    private void Forget(SiloAddress node)
    {
        _asked.Remove(node);

        foreach (var device in _holders.Keys.ToList())
        {
            Take(device, node);
        }
    }

    private void Put(Guid device, SiloAddress node)
    {
        var holders = _holders.GetValueOrDefault(device, []);

        if (!holders.Contains(node))
        {
            _holders[device] = [.. holders, node];
        }
    }

    private void Take(Guid device, SiloAddress node)
    {
        SiloAddress[] left = [.. _holders.GetValueOrDefault(device, []).Where(holder => !holder.Equals(node))];

        if (left.Length > 0)
        {
            _holders[device] = left;
        }
        else
        {
            _holders.Remove(device);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Node {Node} does not say which phones are registered there")]
    private partial void LogSilent(Exception failure, SiloAddress node);
}
