using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary><c>/notifications</c>: what the caller was told, newest first.</summary>
internal static class NotificationsApi
{
    private static readonly ListOf<NotificationRow> List = new ListOf<NotificationRow>(row => row.Id)
        .NewestFirst()
        .FilteredByFlag("read", row => row.IsRead)
        .FilteredByChoice("kind", row => row.Kind);

    public static void MapNotifications(this IEndpointRouteBuilder api)
    {
        var notifications = api.MapGroup("/notifications").WithTags("Notifications");
        notifications.MapGet("/", ListAsync).WithSummary("What you were told, newest first").ProducesList<NotificationJson>();
        notifications.MapGet("/{id:guid}", FindAsync).WithSummary("One notification").ProducesObject<NotificationJson>();
        notifications.MapPatch("/{id:guid}", ChangeAsync).WithSummary("Mark a notification as read, or as unread")
            .Changes<NotificationBody, NotificationJson>();
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, IPerchStore store, CancellationToken cancellation)
    {
        if (!List.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(Own(database, caller), token), cancellation);

        return TypedResults.Ok(page.Select(NotificationJson.Of));
    }

    private static async Task<IResult> FindAsync(
        Guid id, ApiCaller caller, IPerchStore store, CancellationToken cancellation) => Show(await store.ReadAsync(
            (database, token) => Own(database, caller).SingleOrDefaultAsync(row => row.Id == id, token), cancellation));

    private static async Task<IResult> ChangeAsync(
        Guid id, JsonBody body, IfMatch ifMatch, [AsParameters] NotificationRequest request, CancellationToken cancellation)
    {
        body.ReadOnly("id", "at", "kind", "text", "deviceId");
        body.Flag("read", current: false);

        if (body.Problem() is { } problem)
        {
            return problem;
        }

        var isOutdated = false;
        var changed = await request.Store.WriteAsync(
            async (database, token) =>
            {
                var row = await Own(database, request.Caller).AsTracking().SingleOrDefaultAsync(one => one.Id == id, token);
                isOutdated = row is not null && ifMatch.Version is { } seen && seen != VersionOf(row);

                if (row is not null && !isOutdated)
                {
                    row.IsRead = body.Flag("read", row.IsRead);
                    request.Outbox.Add(
                        database, NotificationEvents.Read(row, request.Time.GetUtcNow(), request.Actors.Id));
                }

                return row;
            },
            committed: null,
            cancellation);

        return isOutdated ? ApiProblem.PreconditionFailed() : Show(changed);
    }

    // A key is nobody in particular, and nobody is told anything.
    private static IQueryable<NotificationRow> Own(DbContext database, ApiCaller caller)
    {
        var (account, user) = (caller.Account.Value, caller.User?.Value ?? Guid.Empty);
        return database.Set<NotificationRow>().Where(row => row.AccountId == account && row.UserId == user);
    }

    private static IResult Show(NotificationRow? row) =>
        row is null ? ApiProblem.NotFound() : ApiObject.Found(NotificationJson.Of(row), VersionOf(row));

    private static long VersionOf(NotificationRow row) => row.IsRead ? 2 : 1;
}

/// <summary>What marking works with.</summary>
internal sealed record NotificationRequest(
    ApiCaller Caller, IPerchStore Store, IOutbox Outbox, ICurrentActor Actors, TimeProvider Time);

/// <summary>One thing that the caller was told.</summary>
/// <param name="At">When it happened, or was seen.</param>
/// <param name="DeviceId">The phone that it is about, where there is one.</param>
internal sealed record NotificationJson(
    Guid Id, DateTimeOffset At, NotificationKind Kind, string Text, Guid? DeviceId, bool Read)
{
    public static NotificationJson Of(NotificationRow row) => new(
        row.Id, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Kind, row.Text, row.DeviceId, row.IsRead);
}

/// <summary>What a request may set; it only documents.</summary>
internal sealed record NotificationBody(bool? Read);
