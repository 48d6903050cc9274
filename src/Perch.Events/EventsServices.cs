using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Composes the module. Needs a store and a clock.</summary>
public static class EventsServices
{
    /// <summary>Add it after the directory: its outbox takes the place of the silent one.</summary>
    public static IServiceCollection AddPerchEvents(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, EventsEntities>()
        .AddSingleton<IAccountContents, EventsOfAccount>()
        .AddOutbox()
        .AddStream();

    private static IServiceCollection AddStream(this IServiceCollection services) => services
        .AddSingleton<EventPages>()
        .AddSingleton<Listeners>()
        .AddSingleton<StreamEndpoint>();

    private static IServiceCollection AddOutbox(this IServiceCollection services) => services
        .AddSingleton<RecentEvents>()
        .AddSingleton<OutboxTail>()
        .AddSingleton<LaterEvents>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<LaterEvents>())
        .AddSingleton<OutboxSweep>()
        .AddSingleton<IHostedService>(provider => provider.GetRequiredService<OutboxSweep>())
        .AddSingleton<IOutbox, Outbox>();
}
