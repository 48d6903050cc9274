using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// One log-in inside its transaction. Everything is read here and not before, so that two at the same instant are
/// ordered, and so that what an administrator has just changed counts.
/// </summary>
internal sealed class LogInTransaction(IDirectory directory, DbContext database, DateTimeOffset now)
{
    /// <summary>Set once the transaction has run.</summary>
    public LogInResult Result { get; private set; } = new(LogInOutcome.NotADesk, null, []);

    public async Task<SessionChange> RunAsync(LogInRequest request)
    {
        if (directory.Device(request.Device) is not { } device
            || directory.PolicyOf(device) is not { } policy
            || !DeskRule.IsDesk(device, policy))
        {
            return Nothing(LogInOutcome.NotADesk);
        }

        if (directory.User(request.User) is not { Enabled: true, HotDesk: { Enabled: true } profile } user
            || user.AccountId != device.AccountId)
        {
            return Nothing(LogInOutcome.Disabled);
        }

        var seat = new Seat(device.Id, user.Id, policy.OccupiedPolicy ?? OccupiedPolicy.Takeover, profile.Elsewhere);
        var rows = await database.OpenAround(seat.Device, seat.User).ToListAsync();
        var sessions = rows.ConvertAll(row => row.ToSession());

        return Occupancy.Decide(seat, request.TakeOver, sessions) switch
        {
            LogInDecision.Stays stays => Nothing(LogInOutcome.AlreadyHere, stays.Session),
            LogInDecision.Refused refused => Nothing(refused.Why, occupants: refused.Occupants),
            LogInDecision.Granted granted => Commit(request, device.AccountId, granted.Ends, rows),
            var other => throw new InvalidOperationException($"There is no decision {other}."),
        };
    }

    private SessionChange Commit(
        LogInRequest request, AccountId account, IReadOnlyList<Ending> ends, List<HotDeskSessionRow> rows)
    {
        var ended = ends.Select(end => rows.Single(row => row.Id == end.Session.Id).End(end.Reason, now)).ToArray();
        var started = new HotDeskSession(
            Guid.CreateVersion7(now),
            account,
            request.User,
            request.Device,
            new SessionStart(now, request.How, request.By) { WithoutPin = IsUnproven(request) },
            End: null);

        database.Start(started);
        Result = new LogInResult(LogInOutcome.LoggedIn, started, []);
        return new SessionChange(ended, started);
    }

    // A portal, a key and a receptionist prove in their own way who logs in.
    private bool IsUnproven(LogInRequest request) => request.How is StartedHow.Phone or StartedHow.Qr
        && directory.User(request.User) is not { HotDesk.RequirePin: true };

    private SessionChange Nothing(
        LogInOutcome outcome, HotDeskSession? session = null, IReadOnlyList<UserId>? occupants = null)
    {
        Result = new LogInResult(outcome, session, occupants ?? []);
        return SessionChange.None;
    }
}
