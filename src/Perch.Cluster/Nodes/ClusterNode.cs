using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Perch.Directory;
using Perch.HotDesking;
using Perch.Registrar;

namespace Perch.Cluster;

/// <summary>
/// This process as one of several: what the registrar and hot desking ask about the others. Until it has joined, and while
/// there is nobody else, it answers without asking. Thread-safe.
/// </summary>
public sealed partial class ClusterNode : IFarBindings, IFellowNodes, IBindingListener, ISiloStatusListener
{
    /// <summary>For a question that a caller waits for; membership knows of a dead node after two seconds.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);

    /// <summary>A node that is alive so long and does not answer is worse than one that is wrong.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromSeconds(20);

    private readonly ISilo _silo;
    private readonly TimeProvider _time;
    private readonly ILogger<ClusterNode> _logger;
    private volatile Membership? _membership;
    private Task _joining = Task.CompletedTask;

    internal ClusterNode(ISilo silo, TimeProvider time, ILogger<ClusterNode> logger) =>
        (_silo, _time, _logger) = (silo, time, logger);

    public bool IsAlone => _membership is not { Others.Length: > 0 };

    /// <summary>Whether the others know all that has happened here.</summary>
    internal bool IsSettled => _membership?.Announcer.IsSettled ?? true;

    /// <summary>Starts the silo; what is registered by then is told to the others there are.</summary>
    internal Task JoinAsync(INodeContents contents) => _joining = StartAsync(contents);

    /// <summary>Leaves in an orderly way, so that nobody asks this node any more.</summary>
    public async Task LeaveAsync()
    {
        // A silo cannot be stopped while it starts, as it still does where the database could not be opened.
        await _joining.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

        if (Interlocked.Exchange(ref _membership, null) is { } membership)
        {
            membership.Members.UnSubscribeFromSiloStatusEvents(this);
            await membership.Announcer.DisposeAsync();
        }

        await _silo.DisposeAsync();
    }

    void ISiloStatusListener.SiloStatusChangeNotification(SiloAddress updatedSilo, SiloStatus status) => CountOthers();

    void IBindingListener.OnAdded(BindingAdded added) => Say(added.Binding.DeviceId);

    void IBindingListener.OnRemoved(BindingRemoved removed) => Say(removed.Binding.DeviceId);

    async ValueTask<IReadOnlyList<DeviceBinding>> IFarBindings.BindingsOfAsync(
        DeviceId device, Func<byte[], IReadOnlyList<DeviceBinding>> unpack)
    {
        if (_membership is not { Others.Length: > 0 } membership)
        {
            return [];
        }

        List<DeviceBinding> found = [];

        foreach (var node in await HoldersAsync(membership, device))
        {
            var packed = await AskAsync(node, [], () => membership.Nodes.On(node).BindingsOfAsync(device.Value));
            found.AddRange(unpack(packed));
        }

        return found;
    }

    async Task IFellowNodes.ForgetAsync(IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks)
    {
        if (_membership is { Others.Length: > 0 } membership && users.Count + desks.Count > 0)
        {
            Guid[] people = [.. users.Select(user => user.Value)];
            Guid[] places = [.. desks.Select(desk => desk.Value)];
            await Task.WhenAll(membership.Others.Select(node => ForgetAsync(membership, node, people, places)));
        }
    }

    async ValueTask<bool> IFellowNodes.RunsTimersAsync() => _membership is not { } membership
        || (await AskAsync(null, null, () => membership.Grains.GetGrain<ITimerGrain>(0).NodeAsync()!))?.Equals(
            membership.Members.SiloAddress) == true;

    async ValueTask<bool> IFellowNodes.IsBusyAsync(DeviceId desk)
    {
        if (_membership is not { } membership)
        {
            return false;
        }

        foreach (var node in membership.Others)
        {
            // Who does not answer may have a call there, which must not be cut.
            if (await AskAsync(node, true, () => membership.Nodes.On(node).IsBusyAsync(desk.Value)))
            {
                return true;
            }
        }

        return false;
    }

    async ValueTask<bool> IFellowNodes.IsRegisteredAsync(DeviceId desk) =>
        _membership is { Others.Length: > 0 } membership && (await HoldersAsync(membership, desk)).Any();

    private async Task StartAsync(INodeContents contents)
    {
        if (await _silo.StartAsync(contents) is not { } silo)
        {
            return;
        }

        var members = silo.GetRequiredService<ISiloStatusOracle>();
        var grains = silo.GetRequiredService<IGrainFactory>();
        var announcer = new Announcer(grains, members.SiloAddress, contents, _time, _logger);
        _membership = new(members, grains, silo.GetRequiredService<NodeServices>(), contents, announcer, []);
        members.SubscribeToSiloStatusEvents(this);
        CountOthers();
    }

    private async Task<IEnumerable<SiloAddress>> HoldersAsync(Membership membership, DeviceId device)
    {
        var partition = membership.Grains.GetGrain<IPartitionGrain>(Partition.Of(device));
        var holders = await AskAsync(null, [], () => partition.HoldersOfAsync(device.Value));

        return holders.Where(membership.Others.Contains);
    }

    /// <summary>Returns when the node has read anew what it knew, or is a member no more.</summary>
    private async Task ForgetAsync(Membership membership, SiloAddress node, Guid[] users, Guid[] desks)
    {
        var began = _time.GetTimestamp();

        while (membership.IsMember(node))
        {
            try
            {
                await membership.Nodes.On(node).RereadAsync(users, desks).WaitAsync(AnswerWithin, _time);
                return;
            }
            catch (Exception) when (_time.GetElapsedTime(began) < GiveUpAfter)
            {
                await Task.Delay(RetryAfter, _time);
            }
            catch (Exception failure)
            {
                // The change is committed: whoever asked for it may not hear that it is not.
                LogStale(failure, node);
                return;
            }
        }
    }

    /// <param name="node">Null where the directory of grains finds it.</param>
    /// <param name="silent">What an answer that does not come in time counts as.</param>
    /// <param name="question">Asked once.</param>
    private async Task<T> AskAsync<T>(SiloAddress? node, T silent, Func<Task<T>> question)
    {
        try
        {
            return await question().WaitAsync(AnswerWithin, _time);
        }
        catch (Exception failure) when (failure is OrleansException or TimeoutException)
        {
            LogSilent(failure, node);
            return silent;
        }
    }

    private void Say(DeviceId device)
    {
        if (_membership is { Others.Length: > 0 } membership)
        {
            membership.Announcer.Say(device);
        }
    }

    private void CountOthers()
    {
        if (_membership is not { } before)
        {
            return;
        }

        var after = before with { Others = before.CurrentOthers() };
        _membership = after;

        // What came while this node thought that it was alone was told to nobody.
        if (after.Others.Except(before.Others).Any())
        {
            foreach (var device in after.Contents.Registered)
            {
                after.Announcer.Say(device);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Node {Node} does not answer; the call goes on without what it knows")]
    private partial void LogSilent(Exception failure, SiloAddress? node);

    [LoggerMessage(LogLevel.Error, "Node {Node} does not drop what it remembers of a log-in; restart it")]
    private partial void LogStale(Exception failure, SiloAddress node);

    /// <summary>What is known of the cluster since this node joined it.</summary>
    private sealed record Membership(
        ISiloStatusOracle Members,
        IGrainFactory Grains,
        NodeServices Nodes,
        INodeContents Contents,
        Announcer Announcer,
        SiloAddress[] Others)
    {
        public bool IsMember(SiloAddress node) => Members.GetApproximateSiloStatus(node) == SiloStatus.Active;

        public SiloAddress[] CurrentOthers() =>
            [.. Members.GetActiveSilos().Where(node => !node.Equals(Members.SiloAddress))];
    }
}
