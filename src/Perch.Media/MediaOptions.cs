namespace Perch.Media;

/// <summary>Host settings of the media engine.</summary>
public sealed record MediaOptions
{
    /// <summary>The first RTP port of the range; an odd one is rounded up to even.</summary>
    public int FirstPort { get; init; } = 20000;

    /// <summary>The last port of the range, RTCP included.</summary>
    public int LastPort { get; init; } = 29999;

    /// <summary>Pairs that only emergency calls may take.</summary>
    public int EmergencyPairs { get; init; } = 20;

    /// <summary>How long a released pair stays unused, so that stray packets of the last call hit nobody.</summary>
    public TimeSpan ReuseDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Time between two RTCP reports of a port.</summary>
    public TimeSpan ReportInterval { get; init; } = TimeSpan.FromSeconds(5);
}
