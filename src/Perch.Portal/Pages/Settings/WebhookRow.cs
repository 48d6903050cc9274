namespace Perch.Portal;

/// <summary>A webhook in a list.</summary>
public sealed record WebhookRow(Guid Id, string Url, IReadOnlyList<string> Types, bool Enabled, DeliveriesRow Deliveries, int Refused);

/// <summary>How the deliveries of a webhook go.</summary>
public sealed record DeliveriesRow(string LastEventId, int? LastStatus, string? LastError, int FailedTries)
{
    public DateTimeOffset? LastTryAt { get; init; }

    public DateTimeOffset? LastDeliveredAt { get; init; }

    public DateTimeOffset? FailingSince { get; init; }

    public DateTimeOffset? NextTryAt { get; init; }
}

/// <summary>An event that a receiver refused for good.</summary>
public sealed record RefusedEventRow(string EventId, string Type, DateTimeOffset At, int Status, DateTimeOffset RefusedAt);
