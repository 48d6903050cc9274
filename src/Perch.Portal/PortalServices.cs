using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;
using MudBlazor.Services;

namespace Perch.Portal;

/// <summary>Puts the portal into the server: pages for browsers, beside the API and as its client.</summary>
public static class PortalServices
{
    /// <summary>Circuits of browsers that lost their connection are kept so long.</summary>
    private static readonly TimeSpan DisconnectedFor = TimeSpan.FromMinutes(3);

    /// <param name="services">Of the server, with the API, the directory and the events in them.</param>
    /// <param name="keys">The folder for the keys that protect what pages bring back.</param>
    public static IServiceCollection AddPerchPortal(this IServiceCollection services, DirectoryInfo keys)
    {
        services.AddDataProtection().SetApplicationName("perch").PersistKeysToFileSystem(keys);
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "perch-form";
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        services.AddRazorComponents().AddInteractiveServerComponents(options =>
        {
            options.DisconnectedCircuitRetentionPeriod = DisconnectedFor;
            options.DetailedErrors = false;
        });
        services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
            options.SnackbarConfiguration.PreventDuplicates = false;
            options.SnackbarConfiguration.MaxDisplayedSnackbars = 12;
        });
        services.AddCascadingAuthenticationState();
        services.AddAuthentication()
            .AddScheme<AuthenticationSchemeOptions, PortalSession>(PortalSession.SchemeName, null);
        services.AddSingleton<ApiPipeline>();
        services.AddSingleton<ApiDoor>();
        services.AddHostedService(provider => provider.GetRequiredService<ApiDoor>());
        services.AddScoped<SignedIn>();
        services.AddScoped<PortalApi>();
        services.AddScoped<Notices>();
        services.AddScoped<Clocks>();
        services.AddScoped<DeskActions>();

        return services;
    }

    /// <summary>Before everything that answers requests; what comes after it is what the portal asks.</summary>
    public static IApplicationBuilder UsePerchPortal(this IApplicationBuilder app)
    {
        var pipeline = app.ApplicationServices.GetRequiredService<ApiPipeline>();

        return app.Use(next =>
        {
            pipeline.Next = next;

            return async http =>
            {
                Downloads.Direct(http);

                if (!await WebAssets.TryServeAsync(http))
                {
                    await next(http);
                }
            };
        });
    }

    /// <summary>The pages. Whoever is not signed in is sent to the sign-in.</summary>
    public static void MapPerchPortal(this IEndpointRouteBuilder app)
    {
        var signedIn = new AuthorizationPolicyBuilder(PortalSession.SchemeName).RequireAuthenticatedUser().Build();
        app.MapRazorComponents<App>()
            .AddInteractiveServerRenderMode(options => options.DisableWebSocketCompression = false)
            .RequireAuthorization(signedIn);
        app.MapPost("/sign-out", SignOutAsync).RequireAuthorization(signedIn).ExcludeFromDescription();
    }

    private static async Task<IResult> SignOutAsync(HttpContext http, ApiDoor door)
    {
        // Strict cookies do not come with requests of other sites, so that none of them can sign anybody out.
        await door.AskAsync(new("DELETE", "/login") { Token = PortalSession.TokenOf(http.Request) }, CancellationToken.None);
        PortalSession.End(http);

        return Results.Redirect("/sign-in");
    }
}
