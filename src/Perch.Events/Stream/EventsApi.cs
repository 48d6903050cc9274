using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Maps the stream and the webhooks under <c>/api/v1</c>.</summary>
public static class EventsApi
{
    private const string Tag = "Events";

    public static IEndpointRouteBuilder MapEventsApi(this IEndpointRouteBuilder api)
    {
        api.MapGet("/events", ListenAsync)
            .WithTags(Tag)
            .WithSummary("What happens, as server-sent events; Last-Event-ID resumes")
            .Produces<string>(StatusCodes.Status200OK, "text/event-stream")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        api.MapWebhooks();

        return api;
    }

    private static Task ListenAsync(HttpContext http, ApiCaller caller, StreamEndpoint endpoint) =>
        endpoint.RunAsync(http, caller);
}
