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
            .AddSingleton<IHostedService>(provider => provider.GetRequiredService<MailQueue>())
            .AddStored()
            .AddWatch();
    }

    public static IEndpointRouteBuilder MapNotificationsApi(this IEndpointRouteBuilder api)
    {
        api.MapMailTest();
        api.MapNotifications();
        api.MapNotificationChoices();
        return api;
    }

    private static IServiceCollection AddStored(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, NotificationEntities>()
        .AddSingleton<IAccountContents, NotificationsOfAccount>()
        .AddSingleton<IForgetting, ForgettingNotifications>();

    private static IServiceCollection AddWatch(this IServiceCollection services) => services
        .AddSingleton<OfflinePhones>()
        .AddSingleton<IRegistrationListener>(provider => provider.GetRequiredService<OfflinePhones>())
        .AddSingleton<IDiskSpace, DiskOfPerch>()
        .AddSingleton<IConditionSource, OfflineConditions>()
        .AddSingleton<IConditionSource, StandingConditions>()
        .AddSingleton<IConditionSource, DiskCondition>()
        .AddSingleton<EventNotices>()
        .AddSingleton<Audience>()
        .AddSingleton<NotificationWriter>()
        .AddSingleton<NotificationRound>()
        .AddHostedService<NotificationWatch>();
}
