using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;

namespace Perch.Server.Observing;

/// <summary><c>/metrics</c> in Prometheus text, for this machine or with a token.</summary>
internal static class MetricsApi
{
    private const string Path = "/metrics";
    private const string Scheme = "Bearer ";

    public static void AddPerchMetrics(this IServiceCollection services) => services
        .AddOpenTelemetry()
        .WithMetrics(metrics => metrics
            .AddMeter("Perch.*", "System.Runtime", "Microsoft.AspNetCore.Hosting")
            .AddPrometheusExporter());

    public static void UsePerchMetrics(this IApplicationBuilder app, string? token)
    {
        app.UseWhen(
            context => context.Request.Path == Path && !MayRead(context, token),
            refused => refused.Run(context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return context.Response.WriteAsync("Metrics are for this machine, or with the token of --metrics-token.\n");
            }));
        app.UseOpenTelemetryPrometheusScrapingEndpoint(Path);
    }

    private static bool MayRead(HttpContext context, string? token)
    {
        // What comes through a proxy on this machine comes from elsewhere.
        var isForwarded = context.Request.Headers.ContainsKey("X-Forwarded-For")
            || context.Request.Headers.ContainsKey("Forwarded");

        if (!isForwarded && context.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(Unmapped(remote)))
        {
            return true;
        }

        return token is not null
            && context.Request.Headers.Authorization.ToString() is var given
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(Scheme + token));
    }

    private static IPAddress Unmapped(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
