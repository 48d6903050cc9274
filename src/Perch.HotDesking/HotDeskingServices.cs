using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Composes the module. Needs a directory, a store, and PINs.</summary>
public static class HotDeskingServices
{
    public static IServiceCollection AddPerchHotDesking(this IServiceCollection services)
    {
        services.TryAddSingleton<IOutbox, SilentOutbox>();
        services.TryAddSingleton<ICurrentActor, NoActor>();
        services.TryAddSingleton<INewMessages, NoMessages>();
        services.TryAddSingleton<IFellowNodes, NoFellowNodes>();
        services.TryAddSingleton<INarrator, PlainNarrator>();
        return services.AddDesks().AddGuessing().AddRefusals().AddAutoLogOut().AddPrograms();
    }

    private static IServiceCollection AddDesks(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, HotDeskingEntities>()
        .AddSingleton<OpenSessions>()
        .AddSingleton<HotDeskingMetrics>()
        .AddSingleton<DeskEvents>()
        .AddSingleton<DeskNews>()
        .AddSingleton<SessionWriter>()
        .AddSingleton<ISeatMemory, SeatMemory>()
        .AddSingleton<HotDesks>()
        .AddSingleton<IHotDesks>(provider => provider.GetRequiredService<HotDesks>())
        .AddSingleton<ILoadedAtStart, LoadSessions>()
        .AddSingleton<IAccountContents, SessionsOfAccount>()
        .AddSingleton<EndsByConfiguration>()
        .AddSingleton<IDirectoryFollower>(provider => provider.GetRequiredService<EndsByConfiguration>())
        .AddSingleton<ICallerIdentity, CallerIdentity>()
        .AddSingleton<IForgetting, Forgetting>()
        .AddSingleton<DeskStates>()
        .AddSingleton<DeskView>()
        .AddSingleton<UsageEndpoint>()
        .AddSingleton<LogInEndpoint>()
        .AddSingleton<TestCallEndpoint>();

    private static IServiceCollection AddGuessing(this IServiceCollection services) => services
        .AddSingleton<UnknownIds>()
        .AddSingleton<Guesses>()
        .AddSingleton<PinCheck>()
        .AddSingleton<IAccountContents, GuessesOfAccount>();

    private static IServiceCollection AddRefusals(this IServiceCollection services) => services
        .AddSingleton<RefusalWriter>()
        .AddHostedService(provider => provider.GetRequiredService<RefusalWriter>())
        .AddSingleton<Refusals>()
        .AddSingleton<RefusalRetention>()
        .AddSingleton<IForgetting>(provider => provider.GetRequiredService<RefusalRetention>())
        .AddSingleton<RefusalsEndpoint>();

    private static IServiceCollection AddAutoLogOut(this IServiceCollection services) => services
        .AddSingleton<DeskFactBook>()
        .AddSingleton<ILoadedAtStart>(provider => provider.GetRequiredService<DeskFactBook>())
        .AddSingleton<LogOutSchedule>()
        .AddSingleton<IHotDeskListener>(provider => provider.GetRequiredService<LogOutSchedule>())
        .AddSingleton<IDirectoryFollower>(provider => provider.GetRequiredService<LogOutSchedule>())
        .AddSingleton<DeskWatch>()
        .AddSingleton<IPhoneListener>(provider => provider.GetRequiredService<DeskWatch>())
        .AddSingleton<IRegistrationListener>(provider => provider.GetRequiredService<DeskWatch>())
        .AddSingleton<PhoneSenses>()
        .AddSingleton<AutoLogOuts>()
        .AddHostedService(provider => provider.GetRequiredService<AutoLogOuts>());

    private static IServiceCollection AddPrograms(this IServiceCollection services) => services
        .AddSingleton<WhoIsThere>()
        .AddSingleton<DeskSpeech>()
        .AddSingleton<TakingASeat>()
        .AddSingleton<LeavingASeat>()
        .AddSingleton<OwnPhones>()
        .AddSingleton<SeatToggle>()
        .AddSingleton<ICallProgram, LogInProgram>()
        .AddSingleton<ICallProgram, LogOutProgram>()
        .AddSingleton<ICallProgram, ToggleProgram>()
        .AddSingleton<ICallProgram, WhoProgram>()
        .AddSingleton<ICallProgram, ChangePinProgram>();
}
