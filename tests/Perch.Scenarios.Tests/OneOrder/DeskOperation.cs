namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>
/// Something that was asked of the desks, as whoever asked saw it: it took effect at one moment between
/// <see cref="Asked"/> and <see cref="Answered"/>, or, where no answer came, at some later moment or never.
/// </summary>
internal abstract class DeskOperation
{
    private const long Never = long.MaxValue;

    /// <summary>Ticks of a clock that all share and that never goes back.</summary>
    public required long Asked { get; init; }

    public long Answered { get; set; } = Never;

    public bool IsAnswered => Answered != Never;

    /// <summary>About when it took effect: where a search begins to look, and no more.</summary>
    public virtual long Guess => IsAnswered ? Asked + ((Answered - Asked) / 2) : Never;

    /// <summary>
    /// The desks after it, where it may have happened in this state and been answered so; null where it cannot have.
    /// </summary>
    public abstract Seating? Apply(Seating before);
}

/// <summary>The person sits here now, and nowhere else; who sat here does not.</summary>
internal sealed class LogIn(int person, int desk) : DeskOperation
{
    public int Person => person;

    public int Desk => desk;

    /// <summary>Null where it was never told: to a caller at a phone, or because no answer came.</summary>
    public Guid? Session { get; set; }

    /// <summary>Whether the answer was that the person sat here already; null where that was not said.</summary>
    public bool? WasHere { get; set; }

    /// <summary>The session's id says when it was begun.</summary>
    public override long Guess => Session is { } session && WasHere == false
        ? Math.Clamp(DeskHistory.MomentOf(session), Asked, Answered)
        : base.Guess;

    public override Seating? Apply(Seating before)
    {
        var wasHere = before.At(desk) is { } there && there.Person == person;

        if (IsAnswered && WasHere is { } said && said != wasHere)
        {
            return null;
        }

        if (!wasHere)
        {
            return before.With(desk, new(person, Session));
        }

        return Session is null ? before
            : before.At(desk)!.CanBe(Session) ? before.With(desk, new(person, Session))
            : null;
    }

    public override string ToString() => $"log in of {person} at {desk}: {(IsAnswered ? Session : "no answer")}";
}

/// <summary>Ends one session, if it is still open.</summary>
/// <param name="session">One that was told to whoever began it.</param>
internal sealed class EndSession(Guid session) : DeskOperation
{
    public override Seating? Apply(Seating before) => before.Without(session);

    public override string ToString() => $"end of {session}";
}

/// <summary>What <c>*12</c> does: ends whatever session is open at the desk.</summary>
internal sealed class LogOut(int desk) : DeskOperation
{
    /// <summary>Whether somebody sat there; null where nothing was heard.</summary>
    public bool? WasSomebodyThere { get; set; }

    public override Seating? Apply(Seating before) =>
        IsAnswered && WasSomebodyThere is { } said && said != (before.At(desk) is not null) ? null : before.With(desk, null);

    public override string ToString() => $"log out at {desk}: {WasSomebodyThere}";
}

/// <summary>Shows who sits where.</summary>
internal sealed class Look : DeskOperation
{
    public Seating Seen { get; set; } = Seating.Empty;

    public override Seating? Apply(Seating before) => !IsAnswered || before.CanBeSeenAs(Seen) ? before : null;

    public override string ToString() => $"look: {Seen}";
}
