namespace Perch.Sip;

/// <summary>RFC 3261 §17.1.1.1 and Table 4: the base timers every other one follows from.</summary>
public sealed record SipTimings
{
    public static readonly SipTimings Default = new();

    /// <summary>The estimated round trip.</summary>
    public TimeSpan T1 { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest interval between repetitions.</summary>
    public TimeSpan T2 { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long a message stays in the network.</summary>
    public TimeSpan T4 { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long an INVITE may stay without any response of ours (RFC 3261 §17.2.1).</summary>
    public TimeSpan Trying { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Timers B, F, H, J, L and M.</summary>
    public TimeSpan Timeout => 64 * T1;

    /// <summary>Timer D, which is to outlast what the other side takes for its Timer H: at least 32 s by default.</summary>
    public TimeSpan D => 64 * T1;

    internal TimeSpan Doubled(TimeSpan interval) => interval * 2 < T2 ? interval * 2 : T2;
}
