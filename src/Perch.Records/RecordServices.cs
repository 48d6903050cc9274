using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Records;

/// <summary>Composes the module. Needs a directory, a store and <see cref="ICallsInProgress"/>.</summary>
public static class RecordServices
{
    /// <summary>Registers <see cref="ICallRecorder"/> and <see cref="INarrator"/>; add it after features and before telephony.</summary>
    public static IServiceCollection AddPerchRecords(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, RecordEntities>()
        .AddSingleton<IAccountContents, RecordsOfAccount>()
        .AddSingleton<IForgetting, ForgettingCalls>()
        .AddSingleton<IForgetting, ForgettingAudit>()
        .AddSingleton<RecordWriter>()
        .AddSingleton<ICallRecorder>(provider => provider.GetRequiredService<RecordWriter>())
        .AddHostedService(provider => provider.GetRequiredService<RecordWriter>())
        .AddHttpContextAccessor()
        .AddSingleton<AuditTrail>()
        .AddSingleton<IChangeWitness>(provider => provider.GetRequiredService<AuditTrail>())
        .AddSingleton<IAuditLog>(provider => provider.GetRequiredService<AuditTrail>())
        .AddSingleton<CallRecords>()
        .AddSingleton<INarrator, Narrator>()
        .AddSingleton<ExplanationEndpoint>();
}
