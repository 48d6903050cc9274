using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Perch.Server.Observing;

/// <summary>
/// Spans of calls, log-ins and requests, sent to whoever gathers them. Without an address nobody listens, and no span is
/// made.
/// </summary>
internal static class Traces
{
    /// <summary>Where OTLP over gRPC usually listens; everywhere else it is taken to be over HTTP.</summary>
    private const int GrpcPort = 4317;

    public static void AddPerchTraces(this IServiceCollection services, Uri? collector)
    {
        if (collector is null)
        {
            return;
        }

        services.AddOpenTelemetry().WithTracing(traces => traces
            .ConfigureResource(resource => resource.AddService("perch"))
            .AddSource("Perch.*", "Microsoft.AspNetCore")
            .AddOtlpExporter(exporter => Address(exporter, collector)));
    }

    /// <summary>Names a request's span as its path is written in the documentation, so that no id and no query is in it.</summary>
    public static void UsePerchTraces(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        await next(context);

        if (Activity.Current is { IsAllDataRequested: true } span && span.Kind is ActivityKind.Server)
        {
            Name(span, context);
        }
    });

    private static void Name(Activity span, HttpContext context)
    {
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        span.DisplayName = route is null ? context.Request.Method : $"{context.Request.Method} {route}";
        span.SetTag("http.request.method", context.Request.Method)
            .SetTag("http.route", route)
            .SetTag("http.response.status_code", context.Response.StatusCode);
    }

    private static void Address(OtlpExporterOptions exporter, Uri collector)
    {
        // The specification lets the variable name the root; the library would take what we set as the whole path.
        (exporter.Protocol, exporter.Endpoint) = collector.Port == GrpcPort
            ? (OtlpExportProtocol.Grpc, collector)
            : (OtlpExportProtocol.HttpProtobuf, new(collector.AbsoluteUri.TrimEnd('/') + "/v1/traces"));
    }
}
