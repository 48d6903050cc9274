namespace Perch.Events;

/// <summary>How much is kept, and how many may listen.</summary>
public static class EventLimits
{
    /// <summary>Events may be read again, and webhooks are tried, for so long.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>Refusals of one event until it is asked whether those after it are refused too.</summary>
    public const int TriesUntilSetAside = 5;

    /// <summary>Events after a refused one that are asked for; where all are refused, none is set aside.</summary>
    public const int MostRefusedInARow = 20;

    /// <summary>Streams of one account at the same time.</summary>
    public const int MostListeners = 100;
}
