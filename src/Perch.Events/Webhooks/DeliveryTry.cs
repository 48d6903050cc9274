namespace Perch.Events;

/// <summary>An event on its way, and what came of it.</summary>
internal sealed record DeliveryTry(EventFrame Frame, DeliveryResult Result)
{
    public RefusedEventRow Refused(Guid webhook, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        WebhookId = webhook,
        EventId = Frame.Id,
        Type = Frame.Type,
        At = Frame.At.ToUnixTimeMilliseconds(),
        Status = Result.Status ?? 0,
        RefusedAt = now.ToUnixTimeMilliseconds(),
    };
}
