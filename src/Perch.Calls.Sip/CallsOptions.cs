namespace Perch.Calls.Sip;

/// <summary>Host settings of telephony.</summary>
public sealed record CallsOptions
{
    /// <summary>What responses and requests name us as.</summary>
    public string Product { get; init; } = "Perch";

    /// <summary>The number that phones are shown when the server itself calls.</summary>
    public string OwnNumber { get; init; } = "perch";

    /// <summary>A call ends when no leg has sent RTP or RTCP for this long and none is on hold.</summary>
    public TimeSpan SilenceEndsCall { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Retry-After when no RTP port is left, or while the server drains.</summary>
    public int RetryAfterSeconds { get; init; } = 10;
}
