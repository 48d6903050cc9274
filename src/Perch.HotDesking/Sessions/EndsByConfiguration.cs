using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Ends the sessions that what administrators wrote no longer allows: hot desking turned off for the user, a desk
/// that got an owner, a deletion. It compares everything that is open with the directory as it is, so it may run at
/// any time, and what a crash left undone is done at the next start.
/// </summary>
internal sealed partial class EndsByConfiguration(
    IDirectory directory,
    SessionWriter sessions,
    OpenSessions open,
    TimeProvider time,
    ILogger<EndsByConfiguration> logger)
    : IDirectoryFollower
{
    public async Task FollowAsync(CancellationToken cancellation)
    {
        if (open.All.Any(session => ReasonToEnd(session) is not null))
        {
            await sessions.WriteAsync(EndAsync, by: null, cancellation);
        }
    }

    /// <summary>False when the database went away meanwhile, and the session stands until the next change.</summary>
    internal async Task<bool> TryFollowAsync(HotDeskSession session)
    {
        try
        {
            await FollowAsync(CancellationToken.None);
            return true;
        }
        catch (StoreUnavailableException failure)
        {
            LogStands(failure, session.Id);
            return false;
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

    [LoggerMessage(
        LogLevel.Error, "Session {Session} stands until the next change: the database went away before it could end")]
    private partial void LogStands(Exception failure, Guid session);
}
