namespace Perch.Events;

/// <summary>Where an account wants its events sent, and how far that has come.</summary>
internal sealed class WebhookRow
{
    public Guid Id { get; set; }

    public Guid AccountId { get; set; }

    /// <summary>Grows with each change by an administrator; deliveries do not count.</summary>
    public long Version { get; set; } = 1;

    public string Url { get; set; } = "";

    /// <summary>Separated by blanks; empty for all.</summary>
    public string Types { get; set; } = "";

    public bool Enabled { get; set; }

    /// <summary>Encrypted for this row; see <c>SecretBox</c>.</summary>
    public byte[] Secret { get; set; } = [];

    /// <summary>Unix milliseconds, as all times here.</summary>
    public long CreatedAt { get; set; }

    public long UpdatedAt { get; set; }

    /// <summary>The last event that needs no more attention: delivered, not wanted, or too old.</summary>
    public long Cursor { get; set; }

    /// <summary>Tries of the event after the cursor that failed.</summary>
    public int FailedTries { get; set; }

    /// <summary>Those of them that its receiver refused.</summary>
    public int RefusedTries { get; set; }

    public long? FailingSince { get; set; }

    public long? NextTryAt { get; set; }

    public long? LastTryAt { get; set; }

    /// <summary>The HTTP status of the last answer; null where there was none.</summary>
    public int? LastStatus { get; set; }

    /// <summary>Why the last try failed, in a few words of ours.</summary>
    public string? LastError { get; set; }

    public long? LastDeliveredAt { get; set; }

    /// <summary>What came of the last try.</summary>
    public void Note(DeliveryResult result, DateTimeOffset now)
    {
        LastTryAt = now.ToUnixTimeMilliseconds();
        (LastStatus, LastError) = (result.Status, result.Error);
        LastDeliveredAt = result.IsDelivered ? LastTryAt : LastDeliveredAt;
    }
}
