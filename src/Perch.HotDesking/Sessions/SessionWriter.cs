using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// The way in which sessions change: one transaction with what it says in the outbox, then the memory of this node, then
/// that of every other. Only when all have followed may anybody hear of the change.
/// </summary>
internal sealed class SessionWriter(IPerchStore store, DeskNews news, DeskEvents events, IFellowNodes fellows)
{
    /// <summary>Throws <see cref="StoreUnavailableException"/>, with nothing changed.</summary>
    /// <param name="change">What is done to the rows.</param>
    /// <param name="by">Who does it, where that is not whoever asks.</param>
    /// <param name="cancellation">Until the change begins.</param>
    public async Task<SessionChange> WriteAsync(
        Func<DbContext, CancellationToken, Task<SessionChange>> change, UserId? by, CancellationToken cancellation)
    {
        var actor = by?.ToString() ?? events.Actor;
        var written = await store.WriteAsync(
            async (database, token) => events.Say(database, await change(database, token), actor),
            news.Committed,
            cancellation);
        await ForgetElsewhereAsync(written);

        return written;
    }

    private Task ForgetElsewhereAsync(SessionChange change)
    {
        HotDeskSession[] concerned = change.Started is { } started ? [.. change.Ended, started] : [.. change.Ended];

        return fellows.ForgetAsync(
            [.. concerned.Select(session => session.UserId).Distinct()],
            [.. concerned.Select(session => session.DeviceId).Distinct()]);
    }
}
