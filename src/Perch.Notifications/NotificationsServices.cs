using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>Composes the module. Needs the directory, the events and a clock.</summary>
public static class NotificationsServices
{
    public static IServiceCollection AddPerchNotifications(this IServiceCollection services, NotificationsOptions options)
    {
        services.TryAddSingleton<SecretBox>();
        return services
            .AddSingleton(options)
            .AddSingleton<MailTargets>()
            .AddSingleton<MailSender>()
            .AddSingleton<MailQueue>()
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<MailQueue>());
    }

    public static IEndpointRouteBuilder MapNotificationsApi(this IEndpointRouteBuilder api)
    {
        api.MapMailTest();
        return api;
    }
}
