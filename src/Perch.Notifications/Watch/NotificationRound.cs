using Microsoft.EntityFrameworkCore;
using Perch.Directory;
using Perch.Events;

namespace Perch.Notifications;

/// <summary>Looks once at what has happened and at what is so. Not for two at a time.</summary>
internal sealed class NotificationRound(
    IPastEvents past, EventNotices events, IEnumerable<IConditionSource> sources, IPerchStore store, NotificationWriter writer)
{
    private readonly IReadOnlyList<IConditionSource> _sources = [.. sources];
    private HashSet<ConditionKey>? _told;
    private long _position;

    /// <summary>Throws <see cref="StoreUnavailableException"/>: then the next round finds the same again.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        _told ??= await LoadAsync(cancellation);
        var happened = await past.AfterAsync(_position, EventNotices.Types, cancellation);
        var now = _sources.SelectMany(source => source.Now()).DistinctBy(condition => condition.Key).ToList();
        var begun = now.Where(condition => !_told.Contains(condition.Key)).ToList();
        var over = _told.Except(now.Select(condition => condition.Key))
            .Where(key => !_sources.Any(source => source.IsHeld(key))).ToList();
        List<Notice> notices =
            [.. happened.Events.Select(events.Of).OfType<Notice>(), .. begun.Select(condition => condition.Notice)];

        if (notices.Count > 0 || over.Count > 0)
        {
            await writer.WriteAsync(
                new(notices, [.. begun.Select(condition => condition.Key)], over, happened.UpTo), cancellation);
        }

        _told.UnionWith(begun.Select(condition => condition.Key));
        _told.ExceptWith(over);
        _position = happened.UpTo;
    }

    private async Task<HashSet<ConditionKey>> LoadAsync(CancellationToken cancellation)
    {
        var (position, told) = await store.ReadAsync(
            async (database, token) => (
                await database.Set<ToldEventsRow>().MaxAsync(row => (long?)row.Position, token) ?? 0,
                await database.Set<ToldConditionRow>().ToListAsync(token)),
            cancellation);
        _position = position;
        return [.. told.Select(row => new ConditionKey(new(row.AccountId), row.Key))];
    }
}
