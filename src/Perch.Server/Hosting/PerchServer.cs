using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Cluster;
using Perch.Directory;
using Perch.Registrar;
using Perch.Server.Configuration;
using Perch.Server.Demo;
using Perch.Transport;

namespace Perch.Server.Hosting;

/// <summary>
/// The whole telephone system in this process. Many may run side by side: nothing is shared but the processor.
/// </summary>
public sealed class PerchServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private readonly TimeSpan _drainFor;
    private SipListeners? _sip;
    private volatile bool _isReady;

    private PerchServer(ServerOptions options, TimeProvider time, Action<IServiceCollection>? replace)
    {
        _time = time;
        _drainFor = options.DrainFor;
        _app = Composition.Build(options, time, () => _isReady, replace);
    }

    /// <summary>The administrator's, where this start made the database and nobody gave one. Kept nowhere else.</summary>
    public Secret? GeneratedPassword => Services.GetRequiredService<FirstStart>().GeneratedPassword;

    public IServiceProvider Services => _app.Services;

    /// <summary>Where the API answers, with the ports it got.</summary>
    public IReadOnlyList<Uri> Http =>
        [.. _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(address => new Uri(address))];

    /// <summary>Where SIP is heard, over UDP and TCP, with the ports it got.</summary>
    public IReadOnlyList<IPEndPoint> Sip => _sip?.Addresses ?? [];

    /// <summary>Returns when calls are taken.</summary>
    /// <param name="options">What the server is started with.</param>
    /// <param name="time">The clock of everything in it.</param>
    /// <param name="replace">Changes the composition, for tests.</param>
    /// <exception cref="StartException">It cannot run; the message is for the administrator.</exception>
    public static async Task<PerchServer> StartAsync(
        ServerOptions options, TimeProvider time, Action<IServiceCollection>? replace = null)
    {
        var server = new PerchServer(options, time, replace);

        try
        {
            await server.StartAsync(options);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes no new call, and returns when the live ones have ended, or their time is up or cut short.</summary>
    public async Task DrainAsync(CancellationToken hurry)
    {
        _isReady = false;
        var calls = Services.GetRequiredService<ICallDrain>();
        var log = Services.GetRequiredService<ILogger<PerchServer>>();
        ServerLog.Draining(log, calls.LiveCalls, _drainFor.TotalSeconds);
        await Draining.RunAsync(calls, _drainFor, _time, hurry);
        ServerLog.Stopped(log);
    }

    public async ValueTask DisposeAsync()
    {
        _isReady = false;

        if (_sip is not null)
        {
            await Draining.EndAllAsync(Services.GetRequiredService<ICallDrain>());
            _sip.Dispose();
        }

        await Services.GetRequiredService<ClusterNode>().LeaveAsync();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private async Task StartAsync(ServerOptions options)
    {
        // The silo takes its time, and needs nothing of us until others ask.
        var joined = Services.JoinClusterAsync();
        await StartStorage.OpenAsync(Services);

        if (options.Demo)
        {
            await new DemoOffice(Services, new(options.DataDirectory)).AddAsync();
        }

        Services.GetRequiredService<SipStack>().User = Services.GetRequiredService<ISipUser>();

        // The API first: whoever supervises us can see that we are not ready yet.
        await StartHttp.StartAsync(_app, options);
        _sip = SipListeners.Open(options.Sip, Services.GetRequiredService<SipStack>());
        Services.GetRequiredService<RegistrarModule>().Restore(new DataDirectory(options.DataDirectory).Bindings, _sip.Udp);
        _sip.Start();
        await joined;
        _isReady = true;
        var (sip, http) = (string.Join(", ", Sip), string.Join(", ", Http));
        var log = Services.GetRequiredService<ILogger<PerchServer>>();
        ServerLog.Started(log, sip, http);
    }
}
