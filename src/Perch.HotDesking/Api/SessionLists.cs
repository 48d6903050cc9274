using System.Globalization;
using System.Linq.Expressions;
using Perch.Api;

namespace Perch.HotDesking;

/// <summary>What may be asked of the list of sessions.</summary>
internal static class SessionLists
{
    private const string ATime = "must be a time such as 2026-03-02T09:00:00Z";

    public static readonly ListOf<HotDeskSessionRow> Sessions = new ListOf<HotDeskSessionRow>(row => row.Id)
        .SortedBy("startedAt", row => row.StartedAt)
        .FilteredByFlag("open", row => row.EndedAt == null)
        .FilteredById("user", row => row.UserId)
        .FilteredById("device", row => row.DeviceId)
        .FilteredBy("at", value => At(value, OpenAt), ATime)
        .FilteredBy("from", value => At(value, time => row => row.EndedAt == null || row.EndedAt >= time), ATime)
        .FilteredBy("to", value => At(value, time => row => row.StartedAt <= time), ATime);

    private static Expression<Func<HotDeskSessionRow, bool>> OpenAt(long time) =>
        row => row.StartedAt <= time && (row.EndedAt == null || row.EndedAt > time);

    private static Expression<Func<HotDeskSessionRow, bool>>? At(
        string value, Func<long, Expression<Func<HotDeskSessionRow, bool>>> condition) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? condition(time.ToUnixTimeMilliseconds())
            : null;
}
