using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>/lockouts</c>: who may not try where, because too many PINs were wrong; an administrator clears it.</summary>
internal static class LockoutsApi
{
    private static readonly ListOf<LockoutRow> _list = new ListOf<LockoutRow>(row => row.Id)
        .SortedBy("until", row => row.Until)
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByText("address", row => row.Address);

    public static void MapLockouts(this IEndpointRouteBuilder api)
    {
        var lockouts = api.MapGroup("/lockouts").WithTags("Hot desking");

        lockouts.MapGet("", ListAsync)
            .WithSummary("Who may not try a PIN where, and desks where nobody may log in")
            .ProducesList<LockoutJson>();
        lockouts.MapGet("/{id:guid}", FindAsync).WithSummary("One lock").ProducesObject<LockoutJson>();
        lockouts.MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Clear a lock; the count begins afresh")
            .Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> ListAsync(
        ListQuery query, [AsParameters] LockoutRequest request, CancellationToken cancellation)
    {
        if (!_list.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var page = await request.Store.ReadAsync(
            (database, token) => plan.TakeAsync(request.InForce(database), token), cancellation);

        return TypedResults.Ok(page.Select(LockoutJson.Of));
    }

    private static async Task<IResult> FindAsync(
        Guid id, [AsParameters] LockoutRequest request, CancellationToken cancellation)
    {
        var row = await request.Store.ReadAsync(
            (database, token) => request.InForce(database).SingleOrDefaultAsync(row => row.Id == id, token),
            cancellation);

        return row is null ? ApiProblem.NotFound() : ApiObject.Found(LockoutJson.Of(row), row.Times);
    }

    private static async Task<IResult> DeleteAsync(
        Guid id, [AsParameters] LockoutRequest request, CancellationToken cancellation)
    {
        var cleared = await request.Store.WriteAsync(
            async (database, token) =>
            {
                var row = await request.InForce(database).SingleOrDefaultAsync(row => row.Id == id, token);

                if (row is not null)
                {
                    await ClearAsync(database, row, token);
                }

                return row;
            },
            committed: null,
            cancellation);

        return cleared is null ? ApiProblem.NotFound() : TypedResults.NoContent();
    }

    // With the desk go the unknown IDs that were typed at it, and their own locks, which nobody sees.
    private static async Task ClearAsync(DbContext database, LockoutRow row, CancellationToken cancellation)
    {
        var (account, who, device, address) = (row.AccountId, row.Who, row.DeviceId, row.Address);
        var wholeDesk = who == LockoutRow.WholeDesk;

        await database.Set<PinTryRow>()
            .Where(tried => tried.AccountId == account && tried.DeviceId == device && tried.Address == address
                && (wholeDesk ? tried.UserId == null : tried.Who == who))
            .ExecuteDeleteAsync(cancellation);
        await database.Set<LockoutRow>()
            .Where(other => other.AccountId == account && other.DeviceId == device && other.Address == address
                && (wholeDesk ? other.UserId == null : other.Who == who))
            .ExecuteDeleteAsync(cancellation);
    }
}

/// <summary>A lock as the API shows it: of a user at a device or from an address, or of a device for everybody.</summary>
internal sealed record LockoutJson(
    Guid Id, DateTimeOffset CreatedAt, Guid? UserId, Guid? DeviceId, string? Address, DateTimeOffset Until, int Count)
{
    public static LockoutJson Of(LockoutRow row) => new(
        row.Id,
        DateTimeOffset.FromUnixTimeMilliseconds(row.From),
        row.UserId,
        row.DeviceId,
        row.Address,
        DateTimeOffset.FromUnixTimeMilliseconds(row.Until),
        row.Count);
}

/// <summary>What reading and clearing locks works with.</summary>
internal sealed record LockoutRequest(ApiCaller Caller, IPerchStore Store, TimeProvider Time)
{
    public IQueryable<LockoutRow> InForce(DbContext database)
    {
        var (account, now) = (Caller.Account.Value, Time.GetUtcNow().ToUnixTimeMilliseconds());

        return database.Set<LockoutRow>().Where(row => row.AccountId == account && row.Until > now
            && (row.UserId != null || row.Who == LockoutRow.WholeDesk));
    }
}
