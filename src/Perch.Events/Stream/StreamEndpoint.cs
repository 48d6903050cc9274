using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Hosting;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary><c>GET /events</c>: the stream.</summary>
internal sealed class StreamEndpoint(
    OutboxTail tail,
    EventPages pages,
    Listeners listeners,
    ListeningCallers callers,
    IHostApplicationLifetime lifetime,
    TimeProvider time)
{
    private const string LastEventId = "Last-Event-ID";
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(30);

    public async Task RunAsync(HttpContext http, ApiCaller caller)
    {
        var after = AfterOf(http.Request, out var wrong);
        var filter = EventFilter.Parse(TypesOf(http.Request));

        if (wrong || filter is null)
        {
            await Refusal(wrong).ExecuteAsync(http);
            return;
        }

        if (!listeners.TryEnter(caller.Account))
        {
            await ApiProblem.TooMany(TryAgainAfter).ExecuteAsync(http);
            return;
        }

        try
        {
            await tail.FollowAsync();
            var scope = callers.ScopeOf(caller);
            var listening = new Listening(caller.Account, filter, after, () => (scope = callers.Again(http.Request)) is not null)
            {
                Sees = frame => scope?.Sees(frame) == true,
                Time = time,
            };
            await StreamAsync(http, listening);
        }
        finally
        {
            listeners.Leave(caller.Account);
        }
    }

    private async Task StreamAsync(HttpContext http, Listening listening)
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        // A server that stops does not wait for those who would listen for ever.
        using var over = CancellationTokenSource.CreateLinkedTokenSource(
            http.RequestAborted, lifetime.ApplicationStopping);

        try
        {
            await new EventStream(pages, time, listening, http.Response.Body).RunAsync(over.Token);
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // The stream ends as any answer does.
        }
        catch (OperationCanceledException)
        {
            // Gone, or too slow: what was cut in the middle must not look like an end.
            http.Abort();
        }
    }

    private static IResult Refusal(bool wrongId) => wrongId
        ? ApiProblem.BadInput(LastEventId, "must be the id of an event")
        : ApiProblem.BadInput("types", "must be names of events, such as desk.logged_in or call.*, separated by commas");

    private static string[] TypesOf(HttpRequest request) =>
        request.Query["types"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static long? AfterOf(HttpRequest request, out bool wrong)
    {
        var text = request.Headers[LastEventId].ToString();
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id);
        wrong = text.Length > 0 && !isNumber;
        return isNumber ? id : null;
    }
}
