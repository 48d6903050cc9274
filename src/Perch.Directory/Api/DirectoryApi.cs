using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Perch.Api;

namespace Perch.Directory;

/// <summary>The REST of the directory, and the log-in that all REST stands behind.</summary>
public static class DirectoryApi
{
    public static IServiceCollection AddPerchDirectoryApi(this IServiceCollection services)
    {
        services.Configure<ApiOptions>(options => options.Unavailable.Add(typeof(StoreUnavailableException)));
        services.AddHttpContextAccessor();
        services.AddSingleton<ICurrentActor, RequestActor>();
        services.AddSingleton<IEntityModule, ApiTokenEntities>();
        services.AddSingleton<ApiTokens>();
        services.AddSingleton<ILoadedAtStart>(provider => provider.GetRequiredService<ApiTokens>());
        services.AddSingleton<IAccountContents>(provider => provider.GetRequiredService<ApiTokens>());
        services.AddSingleton<ICallerAgain, CallerAgain>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<ILoadedAtStart>(provider => provider.GetRequiredService<ApiKeys>());
        services.AddSingleton<IAccountContents>(provider => provider.GetRequiredService<ApiKeys>());
        services.AddSingleton<LogIn>();
        services.AddSingleton<LoginAttempts>();
        services.AddSingleton<LogInSteps>();
        services.AddSingleton<LogInTickets>();
        services.AddSingleton<SecondFactors>();
        services.AddSingleton<IAccountContents>(provider => provider.GetRequiredService<SecondFactors>());
        services.AddSingleton<OwnPassword>();
        services.AddSingleton<Import>();
        services.AddSingleton<ImportServices>();
        services.TryAddSingleton<IDeviceRegistrations, NoRegistrations>();
        services.AddSingleton(provider => new Expansions(
            provider.GetRequiredService<IPerchStore>(),
            provider.GetRequiredService<IDirectory>(),
            provider.GetRequiredService<IDeviceRegistrations>()));
        services.AddAuthentication(BearerAuthentication.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, BearerAuthentication>(BearerAuthentication.SchemeName, null);
        return services;
    }

    public static IEndpointRouteBuilder MapDirectoryApi(this IEndpointRouteBuilder api)
    {
        api.MapLogin();
        api.MapUsers();
        api.MapDevices();
        api.MapSites();
        api.MapAccounts();
        api.MapSettings();
        api.MapApiKeys();
        api.MapImports();
        return api;
    }
}
