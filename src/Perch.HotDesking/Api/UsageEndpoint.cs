using Microsoft.AspNetCore.Http;
using Perch.Api;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary><c>GET /hot-desk-sessions/usage</c>: how many hours each desk was used, week by week.</summary>
internal sealed class UsageEndpoint(IDirectory directory, IPerchStore store, TimeProvider time)
{
    private static readonly TimeSpan UsualPeriod = TimeSpan.FromDays(28);

    // A year with its neighbours: what people compare.
    private static readonly TimeSpan LongestPeriod = TimeSpan.FromDays(400);

    private static readonly ListOf<DeskUsageJson> List = new ListOf<DeskUsageJson>(usage => usage.DeviceId)
        .SortedBy("nickname", usage => usage.Nickname)
        .FilteredById("device", usage => usage.DeviceId)
        .SearchedIn(usage => usage.Nickname);

    public async Task<IResult> RunAsync(ListQuery query, ApiCaller caller, CancellationToken cancellation)
    {
        var period = ReadPeriod(query);

        if (!List.TryRead(query, out var plan, out var problem))
        {
            return problem;
        }

        var spans = await store.ReadAsync(
            (database, token) => database.SpansAsync(caller.Account, period, token), cancellation);
        var usage = spans.Select(desk => UsageOf(desk.Key, desk.Value, caller.Account)).ToArray();

        return TypedResults.Ok(await plan.TakeAsync(usage.AsQueryable(), cancellation));
    }

    private Span ReadPeriod(ListQuery query)
    {
        var to = query.TakeTime("to") ?? time.GetUtcNow();
        var from = query.TakeTime("from") ?? to - UsualPeriod;

        if (!query.Errors.Any && (from >= to || to - from > LongestPeriod))
        {
            query.Errors.Add("from", $"must be before to, by at most {LongestPeriod.TotalDays} days");
        }

        return new(from, to);
    }

    private DeskUsageJson UsageOf(DeviceId id, List<Span> spans, AccountId account)
    {
        var device = directory.Device(id);
        var zone = device is null ? directory.Account(account)?.TimeZone : directory.TimeZoneOf(device);

        return new(id.Value, device?.Nickname, WeeksOfUse.Of(spans, ZoneOf(zone)));
    }

    private static TimeZoneInfo ZoneOf(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : TimeZoneInfo.Utc;
}

/// <summary>How long one desk was used.</summary>
/// <param name="Nickname">Null where the device is gone.</param>
/// <param name="Weeks">Those in which it was, by the calendar of the place where it stands.</param>
internal sealed record DeskUsageJson(Guid DeviceId, string? Nickname, IReadOnlyList<WeekOfUse> Weeks);
