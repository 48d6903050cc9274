using System.Diagnostics;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Answers from memory; changes in one transaction each.</summary>
internal sealed class HotDesks(
    IDirectory directory,
    SessionWriter sessions,
    OpenSessions open,
    EndsByConfiguration configuration,
    HotDeskingMetrics metrics,
    TimeProvider time) : IHotDesks
{
    public IReadOnlyList<HotDeskSession> OpenAt(DeviceId device) => open.At(device);

    public IReadOnlyList<HotDeskSession> OpenOf(UserId user) => open.Of(user);

    public bool IsDesk(Device device) => DeskRule.IsDesk(device, directory.PolicyOf(device));

    public IReadOnlyList<Device> DevicesRingingFor(UserId user) =>
        [.. PhonesOf(user).Where(phone => phone.Rings).Select(phone => phone.Device)];

    public IReadOnlyList<PhoneOfUser> PhonesOf(UserId user)
    {
        var phones = new List<PhoneOfUser>();

        foreach (var session in open.Of(user))
        {
            if (directory.Device(session.DeviceId) is { } desk)
            {
                phones.Add(new(desk, desk.Enabled ? Why.Desk : Why.DeviceDisabled));
            }
        }

        foreach (var own in directory.DevicesOwnedBy(user))
        {
            // Where the owner sits at the phone itself, it rings as their desk, switched off or not.
            if (!phones.Exists(phone => phone.Device.Id == own.Id))
            {
                phones.Add(OwnPhone(own, user));
            }
        }

        return phones;
    }

    public async Task<LogInResult> LogInAsync(LogInRequest request, CancellationToken cancellation)
    {
        using var span = HotDeskingTraces.LogIn(request);

        try
        {
            var result = await RunAsync(request, cancellation);
            metrics.LoggedIn(result.Outcome, request.How);
            span?.SetTag("perch.log_in.outcome", result.Outcome.ToString());

            return result;
        }
        catch (StoreUnavailableException)
        {
            metrics.DatabaseAway(request.How);
            span?.SetStatus(ActivityStatusCode.Error, "the database is unavailable");
            throw;
        }
    }

    public async Task<HotDeskSession?> LogOutAsync(
        Guid session, EndReason reason, CancellationToken cancellation)
    {
        var change = await sessions.WriteAsync(
            async (database, token) =>
            {
                var row = await database.FindAsync<HotDeskSessionRow>([session], token);
                return row is { EndedAt: null }
                    ? new([row.End(reason, time.GetUtcNow())], Started: null)
                    : SessionChange.None;
            },
            by: null,
            cancellation);

        return change.Ended.SingleOrDefault();
    }

    private async Task<LogInResult> RunAsync(LogInRequest request, CancellationToken cancellation)
    {
        LogInTransaction? transaction = null;

        // A caller who hangs up from here on may still stop the change at its first line, but never between the
        // change and its commit: the store gets no token.
        await sessions.WriteAsync(
            (database, _) =>
            {
                cancellation.ThrowIfCancellationRequested();
                transaction = new LogInTransaction(directory, database, time.GetUtcNow());
                return transaction.RunAsync(request);
            },
            request.By,
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

    private static LogInOutcome OutcomeOf(EndReason reason) =>
        reason is EndReason.Disabled ? LogInOutcome.Disabled : LogInOutcome.NotADesk;

    private PhoneOfUser OwnPhone(Device device, UserId owner)
    {
        if (!device.Enabled)
        {
            return new(device, Why.DeviceDisabled);
        }

        return open.At(device.Id).FirstOrDefault(session => session.UserId != owner) is { } guest
            ? new(device, Why.GuestIsHere) { Guest = guest.UserId }
            : new(device, device.RingState is RingState.On ? Why.OwnPhone : Why.SwitchedOff);
    }
}
