using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Follows what another node did to the ledger. It reads in the writer's turn, so that no commit of this node comes between
/// the reading and the remembering.
/// </summary>
internal sealed class SeatMemory(IPerchStore store, OpenSessions open, DeskFactBook facts, DeskNews news) : ISeatMemory
{
    public Task RereadAsync(
        IReadOnlyCollection<UserId> users, IReadOnlyCollection<DeviceId> desks, CancellationToken cancellation) =>
        store.WriteAsync((database, token) => ReadAsync(database, users, desks, token), Follow, cancellation);

    private async Task<Reading> ReadAsync(
        DbContext database,
        IReadOnlyCollection<UserId> users,
        IReadOnlyCollection<DeviceId> desks,
        CancellationToken cancellation)
    {
        Guid[] people = [.. users.Select(user => user.Value)];
        Guid[] places = [.. desks.Select(desk => desk.Value)];
        Guid[] known = [.. users.SelectMany(open.Of).Concat(desks.SelectMany(open.At)).Select(session => session.Id)];
        var rows = await database.Set<HotDeskSessionRow>().AsNoTracking()
            .Where(row => (row.EndedAt == null && (people.Contains(row.UserId) || places.Contains(row.DeviceId)))
                || known.Contains(row.Id))
            .ToListAsync(cancellation);
        var written = await database.Set<DeskFactsRow>().AsNoTracking()
            .Where(row => places.Contains(row.DeviceId))
            .ToListAsync(cancellation);

        return new([.. rows.Select(row => row.ToSession())], written);
    }

    private void Follow(Reading reading)
    {
        foreach (var row in reading.Facts)
        {
            facts.Follow(row);
        }

        foreach (var session in reading.Sessions)
        {
            var isKnown = open.At(session.DeviceId).Any(other => other.Id == session.Id);

            if (session.IsOpen != isKnown)
            {
                news.Follow(session.IsOpen ? new([], session) : new([session], Started: null));
            }
        }
    }

    private sealed record Reading(IReadOnlyList<HotDeskSession> Sessions, IReadOnlyList<DeskFactsRow> Facts);
}
