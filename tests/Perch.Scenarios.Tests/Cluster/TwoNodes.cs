using Microsoft.Extensions.DependencyInjection;
using Orleans.TestingHost;
using Perch.Cluster;
using Perch.Directory;
using Perch.Scenarios.Tests.Office;
using Perch.Server.Configuration;

namespace Perch.Scenarios.Tests.Cluster;

/// <summary>
/// One office on two nodes: whole servers with sockets and memories of their own, over one database, and each with a silo
/// in one cluster.
/// </summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly InProcessTestCluster _cluster;
    private readonly List<TestSilo> _silos = [];
    private INodeContents? _starting;
    private Pbx? _first;
    private Pbx? _second;

    private TwoNodes()
    {
        var builder = new InProcessTestClusterBuilder(0);
        builder.Options.InitializeClientOnDeploy = false;
        builder.ConfigureSilo((_, silo) => silo.AddPerchNode(_starting!));
        _cluster = builder.Build();
    }

    public Pbx First => _first!;

    /// <summary>Null until <see cref="StartSecondAsync"/>.</summary>
    public Pbx Second => _second!;

    public static async Task<TwoNodes> StartAsync()
    {
        var nodes = new TwoNodes();

        try
        {
            nodes._first = await Pbx.StartAsync(replace: services => services.AddSingleton(nodes.NewSilo()));
            return nodes;
        }
        catch
        {
            await nodes.DisposeAsync();
            throw;
        }
    }

    /// <summary>It reads what administrators have written at the first so far.</summary>
    public async Task StartSecondAsync() => _second = await Pbx.StartAsync(
        options => WithKeysOf(First, options),
        services => services
            .AddSingleton(NewSilo())
            .AddSingleton(First.Server.Services.GetRequiredService<IPerchStore>())
            .AddSingleton<IPerchDatabase, OpenAlready>());

    /// <summary>As when the machine of the second is gone: nothing is said to anybody.</summary>
    public Task KillSecondAsync() => _silos[1].KillAsync();

    /// <summary>Until each knows what has happened at the other.</summary>
    public Task SettleAsync() => First.UntilAsync(
        () => NodeOf(First).IsSettled && NodeOf(Second).IsSettled && !NodeOf(First).IsAlone && !NodeOf(Second).IsAlone,
        "both nodes know of each other");

    public Task FirstIsAloneAsync() => First.UntilAsync(() => NodeOf(First).IsAlone, "the second node is no member any more");

    public async ValueTask DisposeAsync()
    {
        foreach (var pbx in (Pbx?[])[_second, _first])
        {
            if (pbx is not null)
            {
                await pbx.DisposeAsync();
            }
        }

        await _cluster.DisposeAsync();
    }

    private static ClusterNode NodeOf(Pbx pbx) => pbx.Server.Services.GetRequiredService<ClusterNode>();

    private static ServerOptions WithKeysOf(Pbx other, ServerOptions options)
    {
        var keys = Path.Combine(options.DataDirectory, "keys");
        System.IO.Directory.CreateDirectory(keys);

        foreach (var file in System.IO.Directory.GetFiles(Path.Combine(Path.GetDirectoryName(other.DatabaseFile)!, "keys")))
        {
            File.Copy(file, Path.Combine(keys, Path.GetFileName(file)), overwrite: true);
        }

        return options;
    }

    private ISilo NewSilo()
    {
        var silo = new TestSilo(this);
        _silos.Add(silo);

        return silo;
    }

    /// <summary>The other node has opened it.</summary>
    private sealed class OpenAlready(IEnumerable<ILoadedAtStart> loaders) : IPerchDatabase
    {
        public async Task OpenAsync(CancellationToken cancellation)
        {
            foreach (var loader in loaders)
            {
                await loader.LoadAsync(cancellation);
            }
        }
    }

    private sealed class TestSilo(TwoNodes nodes) : ISilo
    {
        private InProcessSiloHandle? _handle;

        public async Task<IServiceProvider?> StartAsync(INodeContents contents)
        {
            nodes._starting = contents;
            _handle = await nodes._cluster.StartAdditionalSiloAsync();

            return _handle.ServiceProvider;
        }

        public Task KillAsync() => nodes._cluster.KillSiloAsync(_handle!);

        public async ValueTask DisposeAsync()
        {
            if (_handle is { IsActive: true } handle)
            {
                await nodes._cluster.StopSiloAsync(handle);
            }
        }
    }
}
