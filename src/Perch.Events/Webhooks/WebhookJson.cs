using System.Globalization;
using System.Text.Json.Serialization;
using Perch.Api;

namespace Perch.Events;

/// <summary>A webhook as the API shows it.</summary>
internal sealed record WebhookJson(
    Guid Id,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string Url,
    IReadOnlyList<string> Types,
    bool Enabled,
    DeliveriesJson Deliveries,
    int Refused)
{
    /// <summary>In the answer to its creation only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Secret { get; init; }

    /// <param name="row">What the database says.</param>
    /// <param name="refused">How many events are set aside.</param>
    public static WebhookJson Of(WebhookRow row, int refused) => new(
        row.Id, Time(row.CreatedAt), Time(row.UpdatedAt), row.Url, Webhooks.TypesOf(row), row.Enabled,
        new(
            row.Cursor.ToString(CultureInfo.InvariantCulture), row.LastStatus, row.LastError, Time(row.LastTryAt),
            Time(row.LastDeliveredAt), Time(row.FailingSince), row.FailedTries, Time(row.NextTryAt)),
        refused);

    public override string ToString() => $"webhook {Id}";

    private static DateTimeOffset Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at);

    private static DateTimeOffset? Time(long? at) => at is { } known ? Time(known) : null;
}

/// <summary>How its deliveries go.</summary>
/// <param name="LastEventId">The last event that needs no more attention.</param>
internal sealed record DeliveriesJson(
    string LastEventId,
    int? LastStatus,
    string? LastError,
    DateTimeOffset? LastTryAt,
    DateTimeOffset? LastDeliveredAt,
    DateTimeOffset? FailingSince,
    int FailedTries,
    DateTimeOffset? NextTryAt);

/// <summary>An event that was set aside because the receiver refused it.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Status">The HTTP status of the last refusal.</param>
internal sealed record RefusedEventJson(
    string EventId, string Type, DateTimeOffset At, int Status, DateTimeOffset RefusedAt)
{
    public static RefusedEventJson Of(RefusedEventRow row) => new(
        row.EventId.ToString(CultureInfo.InvariantCulture), row.Type, DateTimeOffset.FromUnixTimeMilliseconds(row.At),
        row.Status, DateTimeOffset.FromUnixTimeMilliseconds(row.RefusedAt));
}

/// <summary>What a request may set; it only documents.</summary>
internal sealed record WebhookBody(string Url, IReadOnlyList<string>? Types, bool? Enabled);

/// <summary>From which event on, or which one alone, to deliver once more; it only documents.</summary>
internal sealed record ReplayBody(string? From, string? Only);

/// <summary>What came of a test.</summary>
internal sealed record TestedJson(bool Delivered, int? Status, string? Error);

/// <summary>Reads what a request says about a webhook.</summary>
internal static class WebhookFields
{
    private const int MostTypeLength = 64;

    public static WebhookDraft Read(JsonBody body, WebhookDraft now, WebhookTargets targets)
    {
        body.ReadOnly("id", "createdAt", "updatedAt", "deliveries", "refused");
        var url = body.RequiredText("url", now.Url, WebhookTargets.MaxUrlLength);
        var types = body.Texts("types", now.Types, EventFilter.MostTypes, MostTypeLength);

        if (body.Has("url") && !body.Errors.Has("url") && targets.Problem(url) is { } problem)
        {
            body.Reject("url", problem);
        }

        if (EventFilter.Parse(types) is null)
        {
            body.Reject("types", "must be names of events, such as desk.logged_in or call.*");
        }

        return new(url, types, body.Flag("enabled", now.Enabled, whenCleared: true));
    }
}
