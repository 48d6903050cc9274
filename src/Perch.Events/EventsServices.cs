using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Composes the module. Needs a store, the keys and a clock.</summary>
public static class EventsServices
{
    /// <summary>Add it after the directory: its outbox takes the place of the silent one.</summary>
    public static IServiceCollection AddPerchEvents(this IServiceCollection services, EventsOptions options)
    {
        services.TryAddSingleton<SecretBox>();
        services.TryAddSingleton<ICurrentActor, NoActor>();
        return services
            .AddSingleton(options)
            .AddSingleton<EventMetrics>()
            .AddSingleton<IEntityModule, EventsEntities>()
            .AddSingleton<IAccountContents, EventsOfAccount>()
            .AddSingleton<IRepeatedRequests, RepeatedRequests>()
            .AddOutbox()
            .AddStream()
            .AddWebhooks();
    }

    private static IServiceCollection AddWebhooks(this IServiceCollection services) => services
        .AddSingleton<WebhookTargets>()
        .AddSingleton<WebhookSender>()
        .AddSingleton<CourierNotes>()
        .AddSingleton<CourierTools>()
        .AddSingleton<WebhookCouriers>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<WebhookCouriers>())
        .AddSingleton<Webhooks>()
        .AddSingleton<RefusedEvents>()
        .AddSingleton<ReplayPlace>()
        .AddSingleton<WebhookReplay>()
        .AddSingleton<WebhookTrial>();

    private static IServiceCollection AddStream(this IServiceCollection services) => services
        .AddSingleton<EventPages>()
        .AddSingleton<IEventBell, EventBell>()
        .AddSingleton<Listeners>()
        .AddSingleton<ListeningCallers>()
        .AddSingleton<StreamEndpoint>();

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<IPastEvents, PastEventsInOutbox>()
        .AddSingleton<RecentEvents>()
        .AddSingleton<OutboxTail>()
        .AddSingleton<LaterEvents>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<LaterEvents>())
        .AddSingleton<OutboxSweep>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<OutboxSweep>())
        .AddSingleton<IOutbox, Outbox>();
}
