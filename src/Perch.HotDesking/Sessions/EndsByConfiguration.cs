using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Ends the sessions that what administrators wrote no longer allows: hot desking turned off for the user, a desk
/// that got an owner, a deletion. It compares everything that is open with the directory as it is, so it may run at
/// any time, and what a crash left undone is done at the next start.
/// </summary>
internal sealed class EndsByConfiguration(
    IDirectory directory, IPerchStore store, OpenSessions open, DeskNews news, TimeProvider time)
    : IDirectoryFollower
{
    public async Task FollowAsync(CancellationToken cancellation)
    {
        if (open.All.Any(session => ReasonToEnd(session) is not null))
        {
            await store.WriteAsync(EndAsync, news.Committed, cancellation);
        }
    }

    /// <summary>Null when the session may go on.</summary>
    internal EndReason? ReasonToEnd(HotDeskSession session)
    {
        if (directory.User(session.UserId) is not { } user || directory.Device(session.DeviceId) is not { } device)
        {
            return EndReason.Deleted;
        }

        if (user is not { Enabled: true, HotDesk.Enabled: true })
        {
            return EndReason.Disabled;
        }

        return DeskRule.IsDesk(device, directory.PolicyOf(device)) ? null : EndReason.Policy;
    }

    private async Task<SessionChange> EndAsync(DbContext database, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        List<HotDeskSession> ended = [];

        foreach (var row in await database.Open().ToListAsync(cancellation))
        {
            if (ReasonToEnd(row.ToSession()) is { } reason)
            {
                ended.Add(row.End(reason, now));
            }
        }

        return new SessionChange(ended, Started: null);
    }
}
