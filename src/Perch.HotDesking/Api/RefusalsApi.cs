using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>/hot-desk-refusals</c>: log-ins that came to nothing, each with what to do about it.</summary>
internal static class RefusalsApi
{
    public static void MapRefusals(this IEndpointRouteBuilder api)
    {
        var refusals = api.MapGroup("/hot-desk-refusals").WithTags("Hot desking");

        refusals.MapGet("", ListAsync)
            .WithSummary("Log-ins that were refused, newest first, each with why and what to do")
            .ProducesList<RefusalJson>();
        refusals.MapGet("/{id:guid}", FindAsync)
            .WithSummary("Why was this log-in refused?")
            .ProducesObject<RefusalJson>();
    }

    private static Task<IResult> ListAsync(
        ListQuery query, ApiCaller caller, RefusalsEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.ListAsync(query, caller, cancellation);

    private static Task<IResult> FindAsync(
        Guid id, ApiCaller caller, RefusalsEndpoint endpoint, CancellationToken cancellation) =>
        endpoint.FindAsync(id, caller, cancellation);
}

/// <summary>Reads refusals for somebody: reception those at its desks, others their own.</summary>
internal sealed class RefusalsEndpoint(
    IPerchStore store, IDirectory directory, INarrator narrator, RefusalWriter unwritten)
{
    private static readonly ListOf<RefusalRow> ForAdministrators = new ListOf<RefusalRow>(row => row.Id)
        .NewestFirst()
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByTime("from", time => row => row.LastAt >= time)
        .FilteredByTime("to", time => row => row.FirstAt <= time);

    // A filter, too, would tell whose ID it was.
    private static readonly ListOf<RefusalRow> ForOthers = new ListOf<RefusalRow>(row => row.Id)
        .NewestFirst()
        .FilteredById("user", row => Decision.ForAdministrators.Contains(row.Why) ? null : row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByTime("from", time => row => row.LastAt >= time)
        .FilteredByTime("to", time => row => row.FirstAt <= time);

    public async Task<IResult> ListAsync(ListQuery query, ApiCaller caller, CancellationToken cancellation)
    {
        var list = caller.IsAtLeast(Role.Admin) ? ForAdministrators : ForOthers;

        if (!list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await store.ReadAsync(
            (database, token) => plan.TakeAsync(VisibleTo(caller, database.Set<RefusalRow>()), token), cancellation);

        return TypedResults.Ok(page.Select(row => Show(row, caller)));
    }

    public async Task<IResult> FindAsync(Guid id, ApiCaller caller, CancellationToken cancellation)
    {
        var row = unwritten.Find(id) is { } onItsWay
            ? VisibleTo(caller, new[] { onItsWay }.AsQueryable()).SingleOrDefault()
            : await store.ReadAsync(
                (database, token) => VisibleTo(caller, database.Set<RefusalRow>())
                    .SingleOrDefaultAsync(row => row.Id == id, token),
                cancellation);

        return row is null ? ApiProblem.NotFound() : ApiObject.Found(Show(row, caller), row.Count);
    }

    private IQueryable<RefusalRow> VisibleTo(ApiCaller caller, IQueryable<RefusalRow> rows)
    {
        var ofAccount = rows.Where(row => row.AccountId == caller.Account.Value);

        // Nobody's id: of an ID that nobody has, nobody's API key is the owner.
        var self = caller.User?.Value ?? Guid.Empty;

        if (!caller.IsAtLeast(Role.Receptionist))
        {
            return ofAccount.Where(row => row.UserId == self);
        }

        return directory.DevicesOf(caller) is { } devices
            ? ofAccount.Where(row =>
                (row.DeviceId != null && devices.Contains(row.DeviceId.Value)) || row.UserId == self || row.By == self)
            : ofAccount;
    }

    private RefusalJson Show(RefusalRow row, ApiCaller caller)
    {
        var decision = new Decision(row.Why)
        {
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.LastAt),
            Device = row.DeviceId is { } device ? new(device) : null,
            User = row.UserId is { } user ? new(user) : null,
        };
        var told = narrator.Tell(decision, caller.Account, caller.IsAtLeast(Role.Admin));
        var isSelf = decision.User is { } person && caller.Is(person);

        return RefusalJson.Of(row, told) with { UserId = told.IsVeiled && !isSelf ? null : row.UserId };
    }
}
