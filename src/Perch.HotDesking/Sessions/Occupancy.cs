using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Who may sit where. Pure: no clock, no store, no telephone. The table is in the README.</summary>
internal static class Occupancy
{
    /// <param name="open">At least the open sessions of the desk and of the user.</param>
    public static LogInDecision Decide(Seat seat, TakeOver takeOver, IReadOnlyList<HotDeskSession> open)
    {
        if (open.FirstOrDefault(session => seat.IsHere(session) && seat.IsMine(session)) is { } already)
        {
            return new LogInDecision.Stays(already);
        }

        HotDeskSession[] othersHere = [.. open.Where(session => seat.IsHere(session) && !seat.IsMine(session))];
        HotDeskSession[] mineElsewhere = [.. open.Where(session => seat.IsMine(session) && !seat.IsHere(session))];

        if (othersHere.Length > 0 && seat.Occupied is OccupiedPolicy.Refuse)
        {
            return Refused(LogInOutcome.OccupiedRefused, othersHere);
        }

        // Before the question about taking over: nobody should press 1 in vain.
        if (mineElsewhere.Length > 0 && seat.Elsewhere is Elsewhere.Refuse)
        {
            return Refused(LogInOutcome.ElsewhereRefused, []);
        }

        if (seat.Occupied is OccupiedPolicy.Takeover && !othersHere.All(session => takeOver.Covers(session.UserId)))
        {
            return Refused(LogInOutcome.Occupied, othersHere);
        }

        return new LogInDecision.Granted([.. Displaced(seat, othersHere), .. Moved(seat, mineElsewhere)]);
    }

    private static IEnumerable<Ending> Displaced(Seat seat, HotDeskSession[] othersHere) =>
        seat.Occupied is OccupiedPolicy.Share
            ? []
            : othersHere.Select(session => new Ending(session, EndReason.TakenOver));

    private static IEnumerable<Ending> Moved(Seat seat, HotDeskSession[] mineElsewhere) =>
        seat.Elsewhere is Elsewhere.Move
            ? mineElsewhere.Select(session => new Ending(session, EndReason.Moved))
            : [];

    private static LogInDecision.Refused Refused(LogInOutcome why, HotDeskSession[] inTheWay) =>
        new(why, [.. inTheWay.Select(session => session.UserId)]);
}

/// <summary>A user about to sit at a desk, with the two policies that speak about it.</summary>
internal sealed record Seat(DeviceId Device, UserId User, OccupiedPolicy Occupied, Elsewhere Elsewhere)
{
    public bool IsHere(HotDeskSession session) => session.DeviceId == Device;

    public bool IsMine(HotDeskSession session) => session.UserId == User;
}

/// <summary>Everything that one log-in changes, so that one transaction can commit it.</summary>
internal abstract record LogInDecision
{
    /// <summary>Already logged in here; nothing changes.</summary>
    public sealed record Stays(HotDeskSession Session) : LogInDecision;

    public sealed record Refused(LogInOutcome Why, IReadOnlyList<UserId> Occupants) : LogInDecision;

    /// <summary>A session opens here, and these end.</summary>
    public sealed record Granted(IReadOnlyList<Ending> Ends) : LogInDecision;
}

/// <summary>A session to be ended, and why.</summary>
internal sealed record Ending(HotDeskSession Session, EndReason Reason);
