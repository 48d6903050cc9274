using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Composes the module. Needs a directory, a store, hot desking and a catalogue of prompts.</summary>
public static class CallflowServices
{
    public static IServiceCollection AddPerchCallflows(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, CallflowEntities>()
        .AddSingleton<CallflowBook>()
        .AddSingleton<ILoadedAtStart, LoadCallflows>()
        .AddSingleton<IAccountContents, CallflowsOfAccount>()
        .AddSingleton<CallPrograms>()
        .AddSingleton<NumberPlan>()
        .AddSingleton<ICallRouter, CallRouter>()
        .AddSingleton<IRedirectTargets, RedirectTargets>()
        .AddSingleton<FlowCheck>()
        .AddSingleton<CallflowRules>()
        .AddSingleton<IChanges<Guid, CallflowDraft>, CallflowChanges>()
        .AddSingleton<FeatureCodeChanges>()
        .AddSingleton<ICallProgram, RingUserProgram>()
        .AddSingleton<ICallProgram, RingDeviceProgram>()
        .AddSingleton<ICallProgram, PlayProgram>()
        .AddSingleton<ICallProgram, JumpProgram>()
        .AddSingleton<ICallProgram, HangUpProgram>();
}
