using Microsoft.Extensions.DependencyInjection;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Composes the module. Needs a directory, a store, and PINs.</summary>
public static class HotDeskingServices
{
    public static IServiceCollection AddPerchHotDesking(this IServiceCollection services) => services
        .AddSingleton<IEntityModule, HotDeskingEntities>()
        .AddSingleton<OpenSessions>()
        .AddSingleton<DeskNews>()
        .AddSingleton<HotDesks>()
        .AddSingleton<IHotDesks>(provider => provider.GetRequiredService<HotDesks>())
        .AddSingleton<ILoadedAtStart, LoadSessions>()
        .AddSingleton<IAccountContents, SessionsOfAccount>()
        .AddSingleton<EndsByConfiguration>()
        .AddSingleton<IDirectoryFollower>(provider => provider.GetRequiredService<EndsByConfiguration>())
        .AddSingleton<ICallerIdentity, CallerIdentity>()
        .AddGuessing()
        .AddSingleton<LogInEndpoint>()
        .AddSingleton<TestCallEndpoint>()
        .AddPrograms();

    private static IServiceCollection AddGuessing(this IServiceCollection services) => services
        .AddSingleton<UnknownIds>()
        .AddSingleton<Guesses>()
        .AddSingleton<PinCheck>()
        .AddSingleton<IAccountContents, GuessesOfAccount>();

    private static IServiceCollection AddPrograms(this IServiceCollection services) => services
        .AddSingleton<WhoIsThere>()
        .AddSingleton<TakingASeat>()
        .AddSingleton<LeavingASeat>()
        .AddSingleton<OwnPhones>()
        .AddSingleton<SeatToggle>()
        .AddSingleton<ICallProgram, LogInProgram>()
        .AddSingleton<ICallProgram, LogOutProgram>()
        .AddSingleton<ICallProgram, ToggleProgram>();
}
