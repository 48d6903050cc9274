using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Perch.Directory;

public static class DirectoryServices
{
    /// <summary>
    /// Accounts, users, devices: looked up in memory, changed by transactions. Needs a <see cref="DataDirectory"/>,
    /// a <see cref="TimeProvider"/> and an <see cref="IPerchStore"/>. Add it before modules that load what it holds.
    /// </summary>
    public static IServiceCollection AddPerchDirectory(this IServiceCollection services, FirstAccount firstAccount)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IOutbox, SilentOutbox>();
        services.TryAddSingleton<ICurrentActor, NoActor>();
        services.TryAddSingleton<IAuditLog, NoAuditLog>();
        return services
            .AddSingleton<IEntityModule, DirectoryEntities>()
            .AddSecrets()
            .AddSnapshot()
            .AddChanges()
            .AddSingleton<StandingAlarms>()
            .AddHostedService<AlarmNews>()
            .AddHostedService<DailyForgetting>()
            .AddSingleton(firstAccount)
            .AddSingleton<FirstStart>()
            .AddSingleton<FirstStartWriter>();
    }

    private static IServiceCollection AddSecrets(this IServiceCollection services) => services
        .AddSingleton<KeyFiles>()
        .AddSingleton<IKeys>(provider => provider.GetRequiredService<KeyFiles>())
        .AddSingleton<SecretBox>()
        .AddSingleton<IPins, Pins>()
        .AddSingleton<IPasswordHasher, PasswordHasher>();

    private static IServiceCollection AddSnapshot(this IServiceCollection services) => services
        .AddSingleton<DirectorySnapshot>()
        .AddSingleton<IDirectory>(provider => provider.GetRequiredService<DirectorySnapshot>())
        .AddSingleton<DirectoryNews>()
        .AddSingleton<IDirectoryNews>(provider => provider.GetRequiredService<DirectoryNews>())
        .AddSingleton<ILoadedAtStart, DirectoryLoader>();

    private static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ConfigNews>()
        .AddSingleton<DirectoryWriter>()
        .AddSingleton<DeviceModels>()
        .AddSingleton<UserHashes>()
        .AddSingleton<DeviceChanges>()
        .AddSingleton<IChanges<DeviceId, DeviceDraft>>(provider => provider.GetRequiredService<DeviceChanges>())
        .AddSingleton<IPlannedChanges<DeviceDraft>>(provider => provider.GetRequiredService<DeviceChanges>())
        .AddSingleton<IDeviceSecrets>(provider => provider.GetRequiredService<DeviceChanges>())
        .AddSingleton<UserChanges>()
        .AddSingleton<IChanges<UserId, UserDraft>>(provider => provider.GetRequiredService<UserChanges>())
        .AddSingleton<IPlannedChanges<UserDraft>>(provider => provider.GetRequiredService<UserChanges>())
        .AddSingleton<IChanges<SiteId, SiteDraft>, SiteChanges>()
        .AddSingleton<IAccountChanges, AccountChanges>()
        .AddSingleton<IFeatureCodes, FeatureCodes>()
        .AddSingleton<IPinChanges, PinChanges>()
        .AddSingleton<IRingStates, RingStates>();
}
