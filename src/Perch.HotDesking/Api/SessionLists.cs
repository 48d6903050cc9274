using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>What may be asked of the list of sessions.</summary>
internal static class SessionLists
{
    public static readonly ListOf<HotDeskSessionRow> Sessions = new ListOf<HotDeskSessionRow>(row => row.Id)
        .Expanding(Expansions.User, Expansions.Device)
        .SortedBy("startedAt", row => row.StartedAt)
        .FilteredByFlag("open", row => row.EndedAt == null)
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByTime("at", time => row => row.StartedAt <= time && (row.EndedAt == null || row.EndedAt > time))
        .FilteredByTime("from", time => row => row.EndedAt == null || row.EndedAt >= time)
        .FilteredByTime("to", time => row => row.StartedAt <= time);
}
