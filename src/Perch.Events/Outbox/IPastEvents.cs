using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>
/// What has happened, of all accounts, for those who look from time to time and keep their own place. Unlike a listener it
/// costs nothing in between.
/// </summary>
public interface IPastEvents
{
    /// <summary>The next events of these types; those that were not committed yet come with a later call.</summary>
    /// <param name="position">The id of an event, or 0 for the oldest that is kept.</param>
    /// <param name="types">Such as <c>desk.locked</c>.</param>
    Task<PastEvents> AfterAsync(long position, IReadOnlyList<string> types, CancellationToken cancellation);
}

/// <param name="Events">In the order of their commit.</param>
/// <param name="UpTo">The position to go on from.</param>
public sealed record PastEvents(IReadOnlyList<OutboxEvent> Events, long UpTo);

/// <summary>Reads the outbox.</summary>
internal sealed class PastEventsInOutbox(IPerchStore store) : IPastEvents
{
    private const int PageSize = 200;

    public Task<PastEvents> AfterAsync(long position, IReadOnlyList<string> types, CancellationToken cancellation) =>
        store.ReadAsync(
            async (database, token) =>
            {
                // First how far it goes: what is committed between the two reads is for the next call.
                var last = await database.Set<OutboxRow>().MaxAsync(row => (long?)row.Id, token) ?? position;
                var rows = await database.Set<OutboxRow>()
                    .Where(row => row.Id > position && row.Id <= last && types.Contains(row.Type))
                    .OrderBy(row => row.Id).Take(PageSize).ToListAsync(token);

                return new PastEvents(rows.ConvertAll(EventOf), rows.Count == PageSize ? rows[^1].Id : last);
            },
            cancellation);

    private static OutboxEvent EventOf(OutboxRow row) => new(
        new(row.AccountId), row.Type, DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Actor,
        (JsonObject)JsonNode.Parse(row.Data)!);
}
