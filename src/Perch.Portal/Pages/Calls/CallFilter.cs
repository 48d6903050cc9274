namespace Perch.Portal;

/// <summary>What of the call records is asked for.</summary>
public sealed class CallFilter
{
    public PersonRow? Person { get; set; }

    /// <summary>What the person did: the API's name of the condition.</summary>
    public string Part { get; set; } = "user";

    public string Text { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? To { get; set; }

    /// <summary><c>true</c>, <c>false</c>, or empty for both.</summary>
    public string Answered { get; set; } = "";

    public bool IsEmpty => Person is null && Text.Trim().Length == 0 && From is null && To is null && Answered.Length == 0;

    /// <summary>In the words of the API.</summary>
    /// <param name="zone">Whose days are meant.</param>
    public string PathIn(TimeZoneInfo zone) => string.Join('&', new[]
    {
        "/call-records?sort=-startedAt",
        Person is null ? null : $"{Part}={Person.Id}",
        Text.Trim().Length == 0 ? null : "q=" + Uri.EscapeDataString(Text.Trim()),
        From is { } from ? "from=" + Clocks.Wire(Clocks.At(from.ToDateTime(TimeOnly.MinValue), zone)) : null,
        To is { } to ? "to=" + Clocks.Wire(Clocks.At(to.AddDays(1).ToDateTime(TimeOnly.MinValue), zone).AddSeconds(-1)) : null,
        Answered.Length == 0 ? null : "answered=" + Answered,
    }.OfType<string>());
}
