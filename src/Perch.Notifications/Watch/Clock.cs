using System.Globalization;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>Times in words, by the clock on the wall where it happened.</summary>
internal static class Clock
{
    public static string At(IDirectory directory, Device device, DateTimeOffset moment) =>
        At(directory.TimeZoneOf(device), moment);

    public static string At(string timeZone, DateTimeOffset moment) =>
        (TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var zone) ? TimeZoneInfo.ConvertTime(moment, zone) : moment)
            .ToString("HH:mm", CultureInfo.InvariantCulture);
}
