using Perch.Calls;

namespace Perch.HotDesking;

/// <summary>Refusals that are the same, within one minute.</summary>
internal sealed record RefusalRow
{
    public Guid Id { get; init; }

    public Guid AccountId { get; init; }

    public Why Why { get; init; }

    public StartedHow How { get; init; }

    public Guid? UserId { get; init; }

    public Guid? DeviceId { get; init; }

    public Guid? By { get; init; }

    /// <summary>The last call, where it was by phone.</summary>
    public Guid? CallId { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long FirstAt { get; init; }

    /// <summary>Unix milliseconds.</summary>
    public long LastAt { get; init; }

    public int Count { get; init; }

    public static RefusalRow Of(Refusal refusal, CallId? call, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        AccountId = refusal.Account.Value,
        Why = refusal.Why,
        How = refusal.How,
        UserId = refusal.User?.Value,
        DeviceId = refusal.Device?.Value,
        By = refusal.By?.Value,
        CallId = call?.Value,
        FirstAt = now.ToUnixTimeMilliseconds(),
        LastAt = now.ToUnixTimeMilliseconds(),
        Count = 1,
    };

    public RefusalRow OnceMore(CallId? call, DateTimeOffset now) =>
        this with { CallId = call?.Value, LastAt = now.ToUnixTimeMilliseconds(), Count = Count + 1 };
}
