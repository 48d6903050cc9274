namespace Perch.Events;

/// <summary>An event that a webhook's receiver refused for good while it accepted others. Goes when the outbox forgets the event.</summary>
internal sealed class RefusedEventRow
{
    public Guid Id { get; set; }

    public Guid WebhookId { get; set; }

    public long EventId { get; set; }

    public string Type { get; set; } = "";

    /// <summary>When it happened; Unix milliseconds.</summary>
    public long At { get; set; }

    /// <summary>The HTTP status of the last refusal.</summary>
    public int Status { get; set; }

    /// <summary>When it was set aside; Unix milliseconds.</summary>
    public long RefusedAt { get; set; }
}
