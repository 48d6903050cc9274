using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Events;

/// <summary>What comes after a position, wherever it is kept.</summary>
/// <param name="Frames">Of one account, in order.</param>
/// <param name="UpTo">The position to go on from: nothing of the account lies between.</param>
internal sealed record EventPage(IReadOnlyList<EventFrame> Frames, long UpTo);

/// <summary>Reads on from a position: from memory while that reaches back far enough, else from the database.</summary>
internal sealed class EventPages(IPerchStore store, RecentEvents recent)
{
    public const int PageSize = 200;

    public long Last => recent.Last;

    public Task WaitBeyondAsync(long position) => recent.WaitBeyondAsync(position);

    public async Task<EventPage> AfterAsync(AccountId account, long position, CancellationToken cancellation)
    {
        if (recent.After(position) is not { } frames)
        {
            return await FromDatabaseAsync(account, position, cancellation);
        }

        return frames.Count == 0
            ? new([], position)
            : new([.. frames.Where(frame => frame.Account == account)], frames[^1].Id);
    }

    /// <summary>Whether everything after <paramref name="position"/> can still be read.</summary>
    public async Task<bool> IsKeptAsync(long position, CancellationToken cancellation)
    {
        var oldest = await store.ReadAsync(
            (database, token) => database.Set<OutboxRow>().MinAsync(row => (long?)row.Id, token), cancellation);

        return position <= recent.Last && position >= (oldest ?? recent.Last + 1) - 1;
    }

    // No further than what everybody may see: the rest comes from memory when it is its turn.
    private async Task<EventPage> FromDatabaseAsync(AccountId account, long position, CancellationToken cancellation)
    {
        var last = recent.Last;
        var rows = await store.ReadAsync(
            (database, token) => database.Set<OutboxRow>()
                .Where(row => row.AccountId == account.Value && row.Id > position && row.Id <= last)
                .OrderBy(row => row.Id).Take(PageSize).ToListAsync(token),
            cancellation);

        return new(rows.ConvertAll(EventFrame.Of), rows.Count == PageSize ? rows[^1].Id : last);
    }
}
