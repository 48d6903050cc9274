using System.Globalization;
using Microsoft.JSInterop;

namespace Perch.Portal;

/// <summary>
/// Says times as people do: those of desks by the clocks of the place where the desk stands, others by the clock of whoever
/// looks. Where the two differ, the place is named.
/// </summary>
internal sealed class Clocks(PortalApi api, SignedIn me, TimeProvider time, IJSRuntime browser)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(1);

    private Dictionary<Guid, TimeZoneInfo> _ofSites = [];
    private TimeZoneInfo? _ofAccount;
    private DateTimeOffset _readAt;
    private Task? _reading;

    /// <summary>Of whoever looks; UTC until the browser has said it.</summary>
    public TimeZoneInfo Viewer { get; private set; } = TimeZoneInfo.Utc;

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Learns the zones, or does nothing while they are fresh.</summary>
    public Task ReadAsync()
    {
        if (_reading is null || (_reading.IsCompleted && Now - _readAt > KeptFor))
        {
            _readAt = Now;
            _reading = LearnAsync();
        }

        return _reading;
    }

    /// <summary>Where a desk of this site stands; null where none is named.</summary>
    public TimeZoneInfo ZoneOf(Guid? site) =>
        site is { } id && _ofSites.TryGetValue(id, out var zone) ? zone : _ofAccount ?? Viewer;

    /// <summary><c>09:12</c> of today, <c>yesterday 17:40</c>, else with the date.</summary>
    public string Say(DateTimeOffset at, TimeZoneInfo zone)
    {
        var (there, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(Now, zone).Date);

        return (today - there.Date).Days switch
        {
            0 => Text(there, "HH:mm"),
            1 => "yesterday " + Text(there, "HH:mm"),
            -1 => "tomorrow " + Text(there, "HH:mm"),
            _ => Text(there, there.Year == today.Year ? "d MMM HH:mm" : "d MMM yyyy HH:mm"),
        };
    }

    /// <summary>When a clock in that zone shows this.</summary>
    public static DateTimeOffset At(DateTime there, TimeZoneInfo zone) => new(there, zone.GetUtcOffset(there));

    /// <summary>As the API takes and gives it.</summary>
    public static string Wire(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>The whole of it, for whoever points at it.</summary>
    public static string SayAll(DateTimeOffset at, TimeZoneInfo zone) =>
        $"{Text(TimeZoneInfo.ConvertTime(at, zone), "dddd, d MMMM yyyy HH:mm:ss")}, {NameOf(zone)}";

    /// <summary>Null where the viewer's clock shows the same.</summary>
    public string? NameIfElsewhere(DateTimeOffset at, TimeZoneInfo zone) =>
        zone.GetUtcOffset(at) == Viewer.GetUtcOffset(at) ? null : NameOf(zone);

    /// <summary><c>Europe/Berlin</c> is Berlin time.</summary>
    public static string NameOf(TimeZoneInfo zone) => zone.Id is "UTC" or "Etc/UTC"
        ? "UTC"
        : zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ') + " time";

    /// <summary>When a day of the viewer begins, as the API takes times; null where the text is no day.</summary>
    /// <param name="day">As a date field has it: <c>2026-03-02</c>.</param>
    /// <param name="later">Days after it.</param>
    public string? StartOf(string day, int later = 0)
    {
        if (!DateTime.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var midnight))
        {
            return null;
        }

        var then = midnight.AddDays(later);

        return Text(new DateTimeOffset(then, Viewer.GetUtcOffset(then)).ToUniversalTime(), "yyyy-MM-ddTHH:mm:ssZ");
    }

    /// <summary>Hours and minutes, or minutes and seconds.</summary>
    public static string Lasting(TimeSpan length) => length switch
    {
        { TotalHours: >= 1 } => $"{(int)length.TotalHours} h {length.Minutes:00} min",
        { TotalMinutes: >= 1 } => $"{length.Minutes}:{length.Seconds:00} min",
        _ => $"{Math.Max(0, length.Seconds)} s",
    };

    private async Task LearnAsync()
    {
        Viewer = Find(await browser.InvokeAsync<string?>("perch.zone")) ?? TimeZoneInfo.Utc;

        if (me.May("GET /settings") && await api.GetAsync("/settings") is { IsFine: true } settings)
        {
            _ofAccount = Find(settings.Body!["timeZone"]?.ToString());
        }

        if (me.May("GET /sites"))
        {
            _ofSites = (await api.ListAsync<SiteRow>("/sites"))
                .Select(site => (site.Id, Zone: Find(site.TimeZone)))
                .Where(site => site.Zone is not null)
                .ToDictionary(site => site.Id, site => site.Zone!);
        }
    }

    private static TimeZoneInfo? Find(string? name) =>
        name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null;

    private static string Text(DateTimeOffset at, string format) => at.ToString(format, CultureInfo.InvariantCulture);
}
