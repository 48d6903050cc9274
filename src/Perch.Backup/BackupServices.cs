using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Perch.Directory;

namespace Perch.Backup;

public static class BackupServices
{
    /// <summary>
    /// Backups of the <see cref="DataDirectory"/>: nightly, by hand over the API, and before migrations. Needs the
    /// directory's services.
    /// </summary>
    public static IServiceCollection AddPerchBackup(
        this IServiceCollection services, BackupPlan plan, KnownSchemas schemas) => services
        .AddSingleton(plan)
        .AddSingleton(schemas)
        .AddSingleton<BackupMaker>()
        .AddSingleton<BackupShelf>()
        .AddSingleton<TestRestore>()
        .AddSingleton<BackupTrace>()
        .AddSingleton<BackupAlarm>()
        .AddSingleton<IAlarmSource>(provider => provider.GetRequiredService<BackupAlarm>())
        .AddSingleton<IBeforeMigration, BackupBeforeMigration>()
        .AddHostedService<NightlyBackup>();

    /// <summary><c>/backups</c> and <c>/recovery-key</c>.</summary>
    public static void MapBackupApi(this IEndpointRouteBuilder api)
    {
        api.MapBackups();
        api.MapRecoveryKey();
    }
}
