using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Composes the module. Needs a directory, a store, hot desking and a catalogue of prompts.</summary>
public static class CallflowServices
{
    public static IServiceCollection AddPerchCallflows(this IServiceCollection services)
    {
        services.TryAddSingleton<IOutbox, SilentOutbox>();
        services.TryAddSingleton<ICurrentActor, NoActor>();
        return services.AddFlows().AddRouting();
    }

    private static IServiceCollection AddFlows(this IServiceCollection services) => services
        .AddSingleton<CallflowEvents>()
        .AddSingleton<IEntityModule, CallflowEntities>()
        .AddSingleton<CallflowBook>()
        .AddSingleton<ILoadedAtStart, LoadCallflows>()
        .AddSingleton<IAccountContents, CallflowsOfAccount>()
        .AddSingleton<FlowCheck>()
        .AddSingleton<CallflowRules>()
        .AddSingleton<IChanges<Guid, CallflowDraft>, CallflowChanges>()
        .AddSingleton<FeatureCodeChanges>()
        .AddSingleton<ICallProgram, RingUserProgram>()
        .AddSingleton<ICallProgram, RingDeviceProgram>()
        .AddSingleton<ICallProgram, PlayProgram>()
        .AddSingleton<ICallProgram, JumpProgram>()
        .AddSingleton<ICallProgram, HangUpProgram>();

    private static IServiceCollection AddRouting(this IServiceCollection services) => services
        .AddSingleton<CallPrograms>()
        .AddSingleton<NumberPlan>()
        .AddSingleton<CallGate>()
        .AddSingleton<CallflowRuns>()
        .AddSingleton<EmergencyMetrics>()
        .AddSingleton<EmergencyCalls>()
        .AddSingleton<IAlarmSource, NoEmergencyTrunk>()
        .AddSingleton<ICallRouter, CallRouter>()
        .AddSingleton<IRedirectTargets, RedirectTargets>();
}
