using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Which session ends next by itself. It follows log-ins, the facts of the desks and what administrators write, and
/// is made from those alone, so that a restart makes the same one. Thread-safe.
/// </summary>
internal sealed class LogOutSchedule(IDirectory directory, OpenSessions open, DeskFactBook facts)
    : IHotDeskListener, IDirectoryFollower
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (HotDeskSession Session, LogOutDue Due)> _due = [];
    private readonly PriorityQueue<Guid, DateTimeOffset> _order = new();

    /// <summary>Something may be due earlier than before.</summary>
    public Action Changed { get; set; } = () => { };

    public void Hear(HotDeskSessionStarted news)
    {
        Put(news.Session);
        Changed();
    }

    public void Hear(HotDeskSessionEnded news)
    {
        lock (_gate)
        {
            _due.Remove(news.Session.Id);
        }
    }

    public void Hear(DevicesToggled news)
    {
    }

    public Task FollowAsync(CancellationToken cancellation)
    {
        Renew(open.All);
        return Task.CompletedTask;
    }

    /// <summary>Something has happened at the desk.</summary>
    public void Renew(DeviceId desk) => Renew(open.At(desk));

    /// <summary>Looked at again then, whatever the rules say.</summary>
    public void Postpone(HotDeskSession session, LogOutDue due) => Put(session, due);

    /// <summary>As the rules and the facts are now; null when the session does not end by itself.</summary>
    public LogOutDue? DueOf(HotDeskSession session)
    {
        if (directory.Device(session.DeviceId) is not { } device)
        {
            return null;
        }

        var rule = LogOutRule.For(
            directory.User(session.UserId)?.HotDesk.AutoLogOut, directory.PolicyOf(device).AutoLogOut ?? AutoLogOut.Never);

        return LogOutRule.Next(session.Start.At, facts.Of(device.Id), rule, ZoneOf(device));
    }

    /// <summary>Null when nothing is due ever.</summary>
    public DateTimeOffset? Earliest()
    {
        lock (_gate)
        {
            DropOld();
            return _order.TryPeek(out _, out var at) ? at : null;
        }
    }

    /// <summary>The sessions that are due, which it forgets.</summary>
    public IReadOnlyList<HotDeskSession> TakeDue(DateTimeOffset now)
    {
        lock (_gate)
        {
            List<HotDeskSession> taken = [];

            for (DropOld(); _order.TryPeek(out var id, out var at) && at <= now; DropOld())
            {
                _order.Dequeue();

                if (_due.Remove(id, out var entry))
                {
                    taken.Add(entry.Session);
                }
            }

            return taken;
        }
    }

    private static TimeZoneInfo Find(string name) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;

    private TimeZoneInfo ZoneOf(Device device) => Find(directory.TimeZoneOf(device));

    private void Renew(IEnumerable<HotDeskSession> sessions)
    {
        foreach (var session in sessions)
        {
            Put(session);
        }

        Changed();
    }

    private void Put(HotDeskSession session) => Put(session, DueOf(session));

    private void Put(HotDeskSession session, LogOutDue? due)
    {
        lock (_gate)
        {
            if (due is null)
            {
                _due.Remove(session.Id);
            }
            else if (!_due.TryGetValue(session.Id, out var entry) || entry.Due != due)
            {
                _due[session.Id] = (session, due);
                _order.Enqueue(session.Id, due.At);
            }
        }
    }

    // What was moved is still where it was before; only the newest place counts.
    private void DropOld()
    {
        while (_order.TryPeek(out var id, out var at)
            && !(_due.TryGetValue(id, out var entry) && entry.Due.At == at))
        {
            _order.Dequeue();
        }
    }
}
