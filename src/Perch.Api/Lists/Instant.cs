using System.Globalization;

namespace Perch.Api;

/// <summary>A point in time as text: ISO 8601 with date, time, and an offset or Z. Nothing is guessed.</summary>
internal static class Instant
{
    private static readonly string[] _forms =
    [
        "yyyy-MM-dd'T'HH:mm'Z'",
        "yyyy-MM-dd'T'HH:mmzzz",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
        "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
    ];

    /// <summary>Said of what <see cref="TryRead"/> does not take; reads on from the name.</summary>
    public const string Rule = "must be a time with its offset, such as 2026-03-02T09:00:00Z";

    public static bool TryRead(string text, out DateTimeOffset time) => DateTimeOffset.TryParseExact(
        text, _forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
