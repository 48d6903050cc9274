namespace Perch.Scenarios.Tests.OneOrder;

/// <summary>Who sits at which desk, by which session. A person sits at one desk at most. Immutable.</summary>
internal sealed class Seating : IEquatable<Seating>
{
    public const int Desks = 5;

    private readonly Seat?[] _seats;

    private Seating(Seat?[] seats) => _seats = seats;

    public static Seating Empty { get; } = new(new Seat?[Desks]);

    public static Seating Of(IEnumerable<(int Desk, Seat Seat)> seats)
    {
        var all = new Seat?[Desks];

        foreach (var (desk, seat) in seats)
        {
            all[desk] = all[desk] is null ? seat : throw new InvalidOperationException($"Two sit at desk {desk}.");
        }

        return new(all);
    }

    public Seat? At(int desk) => _seats[desk];

    /// <summary>Somebody else, or nobody, at the desk; whoever comes leaves the desk they were at.</summary>
    public Seating With(int desk, Seat? seat)
    {
        var seats = Array.ConvertAll(_seats, other => other is not null && other.Person == seat?.Person ? null : other);
        seats[desk] = seat;

        return new(seats);
    }

    public Seating Without(Guid session) => new(Array.ConvertAll(_seats, seat => seat?.Session == session ? null : seat));

    /// <summary>Whether whoever looks may see this; a session that was never told may be any.</summary>
    public bool CanBeSeenAs(Seating seen)
    {
        for (var desk = 0; desk < Desks; desk++)
        {
            var (seat, shown) = (_seats[desk], seen._seats[desk]);

            if (seat?.Person != shown?.Person || (seat is not null && !seat.CanBe(shown!.Session)))
            {
                return false;
            }
        }

        return true;
    }

    public bool Equals(Seating? other) => other is not null && _seats.AsSpan().SequenceEqual(other._seats);

    public override bool Equals(object? obj) => Equals(obj as Seating);

    public override int GetHashCode()
    {
        var hash = default(HashCode);

        foreach (var seat in _seats)
        {
            hash.Add(seat);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => string.Join(
        ", ", _seats.Select((seat, desk) => seat is null ? $"{desk}: nobody" : $"{desk}: {seat.Person} by {seat.Session}"));
}

/// <summary>One person at one desk.</summary>
/// <param name="Person">Which.</param>
/// <param name="Session">By which session; null where it was never told.</param>
internal sealed record Seat(int Person, Guid? Session)
{
    public bool CanBe(Guid? session) => Session is null || session is null || Session == session;
}
