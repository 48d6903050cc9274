using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.Events;

/// <summary><c>/webhooks</c>: where an account wants its events sent.</summary>
internal static class WebhooksApi
{
    private const string Path = PerchApi.Prefix + "/webhooks";

    private static readonly ListOf<WebhookRow> List = new ListOf<WebhookRow>(row => row.Id)
        .SortedBy("url", row => row.Url)
        .FilteredByFlag("enabled", row => row.Enabled)
        .SearchedIn(row => row.Url);

    private static readonly ListOf<RefusedEventRow> RefusedList = new ListOf<RefusedEventRow>(row => row.Id)
        .SortedBy("eventId", row => row.EventId)
        .FilteredByText("type", row => row.Type);

    public static void MapWebhooks(this IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").WithTags("Events");
        webhooks.MapGet("/", ListAsync).WithSummary("Webhooks of the account").ProducesList<WebhookJson>();
        webhooks.MapGet("/{id:guid}", FindAsync).WithSummary("One webhook, and how its deliveries go")
            .ProducesObject<WebhookJson>();
        webhooks.MapPost("/", CreateAsync).WithSummary("Add a webhook; its secret is shown this once")
            .WithSecretInAnswer().Creates<WebhookBody, WebhookJson>();
        webhooks.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Change a webhook by a merge patch")
            .Changes<WebhookBody, WebhookJson>();
        webhooks.MapDelete("/{id:guid}", DeleteAsync).WithSummary("Delete a webhook").Deletes();
        webhooks.MapPost("/{id:guid}/test", TestAsync).WithSummary("Send a test now, and say what came of it")
            .Produces<TestedJson>().ProducesProblem(StatusCodes.Status404NotFound);
        webhooks.MapPost("/{id:guid}/replay", ReplayAsync).WithSummary("Deliver once more, from an event on, or one alone")
            .Accepts<ReplayBody>("application/json").ProducesObject<WebhookJson>()
            .ProducesProblem(StatusCodes.Status400BadRequest);
        webhooks.MapGet("/{id:guid}/refused", ListRefusedAsync)
            .WithSummary("Events that were set aside because the receiver refused them")
            .ProducesList<RefusedEventJson>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, IPerchStore store, RefusedEvents refused, CancellationToken cancellation)
    {
        if (!List.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var account = caller.Account.Value;
        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(database.Set<WebhookRow>().Where(row => row.AccountId == account), token),
            cancellation);
        var counts = await refused.CountAsync([.. page.Items.Select(row => row.Id)], cancellation);
        return TypedResults.Ok(page.Select(row => WebhookJson.Of(row, counts.GetValueOrDefault(row.Id))));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ApiCaller caller, Webhooks webhooks, RefusedEvents refused, CancellationToken cancellation) =>
        await webhooks.FindAsync(caller.Account, id, cancellation) is { } row
            ? ApiObject.Found(await refused.ShowAsync(row, cancellation), row.Version)
            : ApiProblem.NotFound();

    private static async Task<IResult> CreateAsync(
        JsonBody body, ApiCaller caller, Webhooks webhooks, WebhookTargets targets, CancellationToken cancellation)
    {
        var draft = WebhookFields.Read(body, WebhookDraft.New, targets);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var secret = WebhookSignature.NewSecret();
        return await webhooks.CreateAsync(caller.Account, draft, secret, cancellation) is { } row
            ? ApiObject.Created($"{Path}/{row.Id}", WebhookJson.Of(row, refused: 0) with { Secret = secret.Value }, row.Version)
            : ApiProblem.Conflict("url", $"would be one webhook more than the {Webhooks.MostOfAnAccount} an account may have");
    }

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] WebhookRequest request, CancellationToken cancellation)
    {
        WebhookFields.Read(body, WebhookDraft.New, request.Targets);

        return body.Problem() ?? await ShowAsync(
            await request.Webhooks.ChangeAsync(
                request.Key(id), ifMatch.Version, now => WebhookFields.Read(body, now, request.Targets), cancellation),
            request.Refused,
            cancellation);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, IfMatch ifMatch, [AsParameters] WebhookRequest request, CancellationToken cancellation)
    {
        var outcome = await request.Webhooks.DeleteAsync(request.Key(id), ifMatch.Version, cancellation);
        return outcome.IsDone ? TypedResults.NoContent() : await ShowAsync(outcome, request.Refused, cancellation);
    }

    private static Task<IResult> TestAsync(
        Guid id, ApiCaller caller, WebhookTrial trial, CancellationToken cancellation) =>
        trial.RunAsync(caller.Account, id, cancellation);

    private static async Task<IResult> ReplayAsync(
        Guid id, JsonBody body, [AsParameters] WebhookRequest request, WebhookReplay replay, CancellationToken cancellation)
    {
        if (await request.Webhooks.FindAsync(request.Caller.Account, id, cancellation) is not { } row)
        {
            return ApiProblem.NotFound();
        }

        var outcome = await replay.RunAsync(request.Key(id), row, body, cancellation);
        return body.Problem() ?? await ShowAsync(outcome!, request.Refused, cancellation);
    }

    private static async Task<IResult> ListRefusedAsync(
        Guid id, ListQuery query, [AsParameters] WebhookRequest request, IPerchStore store, CancellationToken cancellation)
    {
        if (!RefusedList.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        if (await request.Webhooks.FindAsync(request.Caller.Account, id, cancellation) is null)
        {
            return ApiProblem.NotFound();
        }

        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(
                database.Set<RefusedEventRow>().Where(row => row.WebhookId == id), token),
            cancellation);
        return TypedResults.Ok(page.Select(RefusedEventJson.Of));
    }

    private static async Task<IResult> ShowAsync(
        WebhookOutcome outcome, RefusedEvents refused, CancellationToken cancellation) => outcome switch
    {
        { Row: null } => ApiProblem.NotFound(),
        { IsDone: false } => ApiProblem.PreconditionFailed(),
        _ => ApiObject.Found(await refused.ShowAsync(outcome.Row, cancellation), outcome.Row.Version),
    };
}

/// <summary>What changes of webhooks work with.</summary>
internal sealed record WebhookRequest(
    ApiCaller Caller, Webhooks Webhooks, RefusedEvents Refused, WebhookTargets Targets, ICurrentActor Actors)
{
    public WebhookKey Key(Guid id) => new(Caller.Account, id, Actors.Id);
}
