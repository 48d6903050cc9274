using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Api;
using Perch.Backup;
using Perch.Callflows;
using Perch.Calls.Sip;
using Perch.Cluster;
using Perch.Directory;
using Perch.Events;
using Perch.HotDesking;
using Perch.Media;
using Perch.Notifications;
using Perch.Portal;
using Perch.Records;
using Perch.Registrar;
using Perch.Server.Configuration;
using Perch.Server.Observing;
using Perch.Storage;
using Perch.Transport;
using Scalar.AspNetCore;
using Serilog;

namespace Perch.Server.Hosting;

/// <summary>Puts the modules together. Holds no decision of theirs.</summary>
internal static class Composition
{
    public static WebApplication Build(
        ServerOptions options, TimeProvider time, Func<bool> isReady, Action<IServiceCollection>? replace)
    {
        // The empty builder reads no files and no variables: everything we obey is in the options.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;

            foreach (var address in options.Http)
            {
                kestrel.Listen(address);
            }
        });
        AddHost(builder.Services, options, time);
        AddModules(builder.Services, options);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        Map(app, options, isReady);

        return app;
    }

    private static void AddHost(IServiceCollection services, ServerOptions options, TimeProvider time)
    {
        services.AddSingleton(time);
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.AddLogging(logging => logging.AddSerilog(Logs.Make(options.LogLevel, options.LogFormat), dispose: true));
        services.AddRoutingCore();
        services.AddOpenApi("v1", options => options
            .AddDocumentTransformer<BearerInOpenApi>()
            .AddOperationTransformer<IdempotencyKeyInOpenApi>()
            .AddOperationTransformer<ExamplesInOpenApi>());
        services.AddPerchMetrics();
        services.AddPerchTraces(options.OtlpEndpoint);
    }

    private static void AddModules(IServiceCollection services, ServerOptions options)
    {
        services.AddSingleton(new SipAddressing
        {
            External = options.ExternalAddress,
            LocalNets = options.LocalNets is { Count: > 0 } nets ? nets : SipAddressing.Default.LocalNets,
        });
        services.AddSingleton(provider => new SipStack(
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>(),
            addressing: provider.GetRequiredService<SipAddressing>()));
        services.AddSingleton(new MediaOptions { FirstPort = options.FirstRtpPort, LastPort = options.LastRtpPort });
        services.AddSingleton<MediaEngine>();
        services.AddSingleton(new PromptLibrary(options.PromptDirectory));
        services.AddSingleton(new DataDirectory(options.DataDirectory));
        services
            .AddPerchStorage()
            .AddPerchDirectory(new(options.Realm, options.AdminPassword is { } password ? new(password) : null))
            .AddPerchApi()
            .AddPerchDirectoryApi()
            .AddPerchEvents(new(options.LocalWebhooks))
            .AddPerchNotifications(new(options.LocalMail))
            .AddPerchCluster()
            .AddPerchHotDesking()
            .AddPerchCallflows()
            .AddPerchRecords()
            .AddPerchRegistrar()
            .AddPerchCallsSip()
            .AddPerchBackup(new(options.BackupAt), new(StorageSchemas.All))
            .AddPerchPortal(new(Path.Combine(options.DataDirectory, "keys", "portal")));
    }

    private static void Map(WebApplication app, ServerOptions options, Func<bool> isReady)
    {
        app.UsePerchMetrics(options.MetricsToken);
        app.UsePerchPortal();
        app.UseRouting();
        app.UsePerchTraces();
        app.UsePerchApi();
        app.UseAntiforgery();
        app.MapHealth(isReady);
        app.MapOpenApi();
        MapModules(app.MapPerchApi());
        app.MapScalarApiReference("/docs", scalar => scalar.WithTitle("Perch"));
        app.MapPerchPortal();
    }

    private static void MapModules(IEndpointRouteBuilder api)
    {
        api.MapDirectoryApi();
        api.MapHotDeskingApi();
        api.MapCallflowsApi();
        api.MapRegistrarApi();
        api.MapCallsSipApi();
        api.MapRecordsApi();
        api.MapEventsApi();
        api.MapNotificationsApi();
        api.MapBackupApi();
    }
}
