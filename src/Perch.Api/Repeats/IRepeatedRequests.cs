using System.Security.Claims;

namespace Perch.Api;

/// <summary>Where requests with an <c>Idempotency-Key</c> are remembered, for each account and key, for a day.</summary>
public interface IRepeatedRequests
{
    /// <summary>Durable before it returns, so that a key is never used up twice.</summary>
    Task<RepeatOutcome> BeginAsync(RepeatableRequest request, CancellationToken cancellation);

    /// <summary>Remembers what was answered; null: nothing was done, and the key may be used once more.</summary>
    Task EndAsync(RepeatableRequest request, RecordedAnswer? answer);
}

/// <summary>A request that may come again.</summary>
/// <param name="Fingerprint">A hash of all that must be the same: path, sender and body.</param>
public sealed record RepeatableRequest(ClaimsPrincipal Caller, string Key, byte[] Fingerprint);

/// <summary>What is known of a key.</summary>
public abstract record RepeatOutcome
{
    private RepeatOutcome()
    {
    }

    /// <summary>Nothing: the request is to be served.</summary>
    public sealed record IsNew : RepeatOutcome;

    public sealed record IsAnswered(RecordedAnswer Answer) : RepeatOutcome;

    /// <summary>It belongs to another request.</summary>
    public sealed record IsAnother : RepeatOutcome;

    /// <summary>The same request is being served now.</summary>
    public sealed record IsRunning : RepeatOutcome;

    /// <summary>The process ended while it was served: nobody knows whether it was done.</summary>
    public sealed record IsUnknown : RepeatOutcome;
}

/// <summary>An answer as it is kept.</summary>
/// <param name="Body">Null where it held a secret.</param>
public sealed record RecordedAnswer(int Status, string? ContentType, string? ETag, string? Location, byte[]? Body);
