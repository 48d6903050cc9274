using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Maps what this module answers under <c>/api/v1</c>.</summary>
public static class HotDeskingApi
{
    private const string Tag = "Hot desking";

    public static IEndpointRouteBuilder MapHotDeskingApi(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/hot-desk-sessions").WithTags(Tag);

        sessions.MapGet("", ListAsync)
            .WithSummary("Who sits where, and who sat where")
            .ProducesList<SessionJson>();
        sessions.MapGet("/usage", UsageAsync)
            .WithSummary("How many hours each desk was used, by ISO week")
            .ProducesList<DeskUsageJson>();
        sessions.MapGet("/{id:guid}", FindAsync)
            .WithSummary("One session")
            .ProducesObject<SessionJson>();
        sessions.MapPost("", LogInAsync)
            .WithSummary("Log somebody in at a desk")
            .Accepts<SessionBody>("application/json")
            .Produces<SessionJson>(StatusCodes.Status201Created)
            .Produces<SessionJson>()
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        sessions.MapDelete("/{id:guid}", EndAsync)
            .WithSummary("Log somebody out; calls in progress go on")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed);

        api.MapDesks();
        api.MapLockouts();
        api.MapRefusals();
        api.MapPost("/users/{id:guid}/toggle", ToggleAsync)
            .WithTags(Tag)
            .WithSummary("What *13 does: all phones of the user off, or all on")
            .Produces<ToggleJson>();
        api.MapPost("/devices/{id:guid}/test-call", RingAsync)
            .WithTags(Tag)
            .WithSummary("Ring this desk; answered, it says which desk it is and echoes")
            .Produces<TestCallJson>();

        return api;
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] SessionRequest request, CancellationToken cancellation)
    {
        if (!SessionLists.Sessions.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await request.Store.ReadAsync(
            (database, token) => plan.TakeAsync(
                VisibleTo(request.Caller, database.Set<HotDeskSessionRow>(), request.Directory), token),
            cancellation);
        var expanded = await request.ExpandAsync(query, page.Items.Select(row => row.ToSession()), cancellation);

        return TypedResults.Ok(page.Select(row => SessionJson.Of(row.ToSession(), expanded)));
    }

    private static Task<IResult> LogInAsync(
        JsonBody body, ApiCaller caller, HttpContext http, LogInEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.RunAsync(body, caller, CallerAddress.Of(http), cancellation);

    private static Task<IResult> UsageAsync(
        ListQuery query, ApiCaller caller, UsageEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.RunAsync(query, caller, cancellation);

    private static Task<IResult> RingAsync(
        Guid id, ApiCaller caller, TestCallEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.RunAsync(id, caller, cancellation);

    private static async Task<IResult> FindAsync(
        Guid id, ListQuery query, [AsParameters] SessionRequest request, CancellationToken cancellation)
    {
        if (!SessionLists.Sessions.TryRead(query, out _, out var problem))
        {
            return problem;
        }

        if (await FindVisibleAsync(id, request, cancellation) is not { } session)
        {
            return ApiProblem.NotFound();
        }

        var expanded = await request.ExpandAsync(query, [session], cancellation);
        return ApiObject.Found(SessionJson.Of(session, expanded), VersionOf(session));
    }

    private static async Task<IResult> EndAsync(
        Guid id, IfMatch ifMatch, [AsParameters] SessionRequest request, IHotDesks hotDesks, CancellationToken cancellation)
    {
        if (await FindVisibleAsync(id, request, cancellation) is not { } session)
        {
            return ApiProblem.NotFound();
        }

        if (!ifMatch.Allows(VersionOf(session)))
        {
            return ApiProblem.PreconditionFailed();
        }

        var reason = request.Caller.Is(session.UserId) ? EndReason.LoggedOut : EndReason.Admin;
        var ended = await hotDesks.LogOutAsync(session.Id, reason, cancellation);

        // It ended by itself in between: nothing changed, and whoever insists on the open one is told.
        return ended is null && session.IsOpen && ifMatch.Version is not null
            ? ApiProblem.PreconditionFailed()
            : TypedResults.NoContent();
    }

    /// <summary>A session begins, ends and is forgotten; nothing else changes in it.</summary>
    private static long VersionOf(HotDeskSession session) => session switch
    {
        { IsForgotten: true } => 3,
        { IsOpen: false } => 2,
        _ => 1,
    };

    private static async Task<IResult> ToggleAsync(
        Guid id, ApiCaller caller, IDirectory directory, OwnPhones phones, CancellationToken cancellation)
    {
        if (!caller.Is(new UserId(id)) && !caller.IsAtLeast(Role.Receptionist))
        {
            return ApiProblem.Forbidden("Only a receptionist may switch the phones of others.");
        }

        if (directory.User(new UserId(id)) is not { } user || user.AccountId != caller.Account)
        {
            return ApiProblem.NotFound();
        }

        var change = await phones.ToggleAsync(user.Id, cancellation);
        return TypedResults.Ok(new ToggleJson(change.On, [.. change.Before.Keys.Select(device => device.Value)]));
    }

    private static async Task<HotDeskSession?> FindVisibleAsync(
        Guid id, SessionRequest request, CancellationToken cancellation)
    {
        var row = await request.Store.ReadAsync(
            (database, token) => VisibleTo(request.Caller, database.Set<HotDeskSessionRow>(), request.Directory)
                .SingleOrDefaultAsync(session => session.Id == id, token),
            cancellation);

        return row?.ToSession();
    }

    // Where colleagues sit is location data: a user without a further role sees their own.
    private static IQueryable<HotDeskSessionRow> VisibleTo(
        ApiCaller caller, IQueryable<HotDeskSessionRow> rows, IDirectory directory)
    {
        var ofAccount = rows.Where(row => row.AccountId == caller.Account.Value);
        var self = caller.User?.Value;

        if (!caller.IsAtLeast(Role.Receptionist))
        {
            return ofAccount.Where(row => row.UserId == self);
        }

        return directory.DevicesOf(caller) is { } devices
            ? ofAccount.Where(row => devices.Contains(row.DeviceId) || row.UserId == self)
            : ofAccount;
    }
}

/// <summary>What the toggle did.</summary>
internal sealed record ToggleJson(bool On, IReadOnlyList<Guid> Devices);

/// <summary>What reading sessions works with.</summary>
internal sealed record SessionRequest(
    ApiCaller Caller, IPerchStore Store, Expansions Expansions, IDirectory Directory)
{
    public Task<Expanded> ExpandAsync(
        ListQuery query, IEnumerable<HotDeskSession> sessions, CancellationToken cancellation) =>
        Expansions.ReadAsync(
            Caller,
            query,
            sessions.Select(session => ((Guid?)session.UserId.Value, (Guid?)session.DeviceId.Value)),
            cancellation);
}
