namespace Perch.Events;

/// <summary>How much is kept, and how many may listen.</summary>
public static class EventLimits
{
    /// <summary>Events may be read again, and webhooks are tried, for so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Streams of one account at the same time.</summary>
    public const int MostListeners = 100;
}
