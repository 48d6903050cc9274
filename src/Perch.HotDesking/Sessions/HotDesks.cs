using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Answers from memory; changes in one transaction each.</summary>
internal sealed class HotDesks(
    IDirectory directory,
    IPerchStore store,
    OpenSessions open,
    DeskNews news,
    EndsByConfiguration configuration,
    TimeProvider time) : IHotDesks
{
    public IReadOnlyList<HotDeskSession> OpenAt(DeviceId device) => open.At(device);

    public IReadOnlyList<HotDeskSession> OpenOf(UserId user) => open.Of(user);

    public bool IsDesk(Device device) => DeskRule.IsDesk(device, directory.PolicyOf(device));

    public IReadOnlyList<Device> DevicesRingingFor(UserId user)
    {
        var own = directory.DevicesOwnedBy(user).Where(device => RingsForItsOwner(device, user));
        var desks = open.Of(user).Select(session => directory.Device(session.DeviceId)).OfType<Device>();

        return [.. own.Concat(desks).Where(device => device.Enabled).DistinctBy(device => device.Id)];
    }

    public async Task<LogInResult> LogInAsync(LogInRequest request, CancellationToken cancellation)
    {
        LogInTransaction? transaction = null;

        // A caller who hangs up from here on may still stop the change at its first line, but never between the
        // change and its commit: the store gets no token.
        await store.WriteAsync(
            (database, _) =>
            {
                cancellation.ThrowIfCancellationRequested();
                transaction = new LogInTransaction(directory, database, time.GetUtcNow());
                return transaction.RunAsync(request);
            },
            news.Committed,
            CancellationToken.None);

        // One commit may hold an administrator's change and this log-in, which did not see it yet.
        if (transaction!.Result.Session is { } session && configuration.ReasonToEnd(session) is { } reason)
        {
            // If it cannot end now, it is open and calls go there: nobody may hear that nothing happened.
            return await configuration.TryFollowAsync(session)
                ? new LogInResult(OutcomeOf(reason), Session: null, [])
                : transaction.Result;
        }

        return transaction.Result;
    }

    public async Task<HotDeskSession?> LogOutAsync(
        Guid session, EndReason reason, CancellationToken cancellation)
    {
        var change = await store.WriteAsync(
            async (database, token) =>
            {
                var row = await database.FindAsync<HotDeskSessionRow>([session], token);
                return row is { EndedAt: null }
                    ? new SessionChange([row.End(reason, time.GetUtcNow())], Started: null)
                    : SessionChange.None;
            },
            news.Committed,
            cancellation);

        return change.Ended.SingleOrDefault();
    }

    private static LogInOutcome OutcomeOf(EndReason reason) =>
        reason is EndReason.Disabled ? LogInOutcome.Disabled : LogInOutcome.NotADesk;

    private bool RingsForItsOwner(Device device, UserId owner) =>
        device.RingState is RingState.On && open.At(device.Id).All(session => session.UserId == owner);
}
