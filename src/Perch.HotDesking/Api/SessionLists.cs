using System.Linq.Expressions;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>What may be asked of the list of sessions.</summary>
internal static class SessionLists
{
    public static readonly ListOf<HotDeskSessionRow> Sessions = new ListOf<HotDeskSessionRow>(row => row.Id)
        .Expanding(Expansions.User, Expansions.Device)
        .SortedBy("startedAt", row => row.StartedAt)
        .FilteredBy("open", Open, "must be true or false")
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredByTime("at", time => row => row.StartedAt <= time && (row.EndedAt == null || row.EndedAt > time))
        .FilteredByTime("from", time => row => row.EndedAt == null || row.EndedAt >= time)
        .FilteredByTime("to", time => row => row.StartedAt <= time);

    // Written out, so that the index of what is open serves the question.
    private static Expression<Func<HotDeskSessionRow, bool>>? Open(string value) =>
        !bool.TryParse(value, out var open) ? null
        : open ? row => row.EndedAt == null
        : row => row.EndedAt != null;
}
