namespace Perch.Portal;

/// <summary>What of the ledger is asked for.</summary>
public sealed class LedgerFilter
{
    public PersonRow? Person { get; set; }

    public string Desk { get; set; } = "";

    /// <summary>Who sat there at that moment.</summary>
    public DateTime? Moment { get; set; }

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    public bool OnlyOpen { get; set; }

    public bool IsEmpty => Person is null && Desk.Length == 0 && Moment is null && From is null && To is null && !OnlyOpen;

    /// <summary>In the words of the API.</summary>
    /// <param name="zone">Whose clock the times are of.</param>
    public string PathIn(TimeZoneInfo zone) => string.Join('&', new[]
    {
        "/hot-desk-sessions?sort=-startedAt&expand=user,device",
        Person is null ? null : $"user={Person.Id}",
        Desk.Length == 0 ? null : $"device={Desk}",
        Moment is { } moment ? "at=" + Clocks.Wire(Clocks.At(moment, zone)) : null,
        From is { } from ? "from=" + Clocks.Wire(Clocks.At(from.ToDateTime(TimeOnly.MinValue), zone)) : null,
        To is { } to ? "to=" + Clocks.Wire(Clocks.At(to.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).AddSeconds(-1)) : null,
        OnlyOpen ? "open=true" : null,
    }.OfType<string>());
}
