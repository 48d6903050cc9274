using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace Perch.Cluster;

/// <summary>A silo inside this process that nobody can join: nothing to configure, and no port.</summary>
internal sealed class LocalSilo(ILoggerFactory loggers) : ISilo
{
    private IHost? _host;
    private bool _isRunning;

    public async Task<IServiceProvider?> StartAsync(INodeContents contents)
    {
        // The empty builder reads no files and no variables.
        var builder = Host.CreateEmptyApplicationBuilder(new());

        // Orleans warns of what is as we want it: that there is one processor's heap, and one silo.
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddFilter("Perch", LogLevel.Warning)
            .AddProvider(new ForwardingLoggers(loggers));
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.UseOrleans(silo => silo
            .UseLocalhostClustering(gatewayPort: 0, serviceId: "perch", clusterId: "perch")
            .AddPerchNode(contents)
            .ListenNowhere());
        _host = builder.Build();
        await _host.StartAsync();
        _isRunning = true;

        return _host.Services;
    }

    public async ValueTask DisposeAsync()
    {
        if (_isRunning)
        {
            await _host!.StopAsync(new CancellationToken(canceled: true));
        }

        _host?.Dispose();
    }

    /// <summary>Perch decides when it stops.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>What the silo has to say goes where all else goes.</summary>
    private sealed class ForwardingLoggers(ILoggerFactory loggers) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => loggers.CreateLogger(categoryName);

        public void Dispose()
        {
        }
    }
}
