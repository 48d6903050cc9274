namespace Perch.Callflows;

/// <summary>How much a callflow may hold, and how far one call may walk.</summary>
internal static class CallflowLimits
{
    public const int MaxSteps = 200;

    public const int MaxDepth = 24;

    public const int MaxChildren = 32;

    public const int MaxNumbers = 100;

    public const int MaxNumberLength = 32;

    public const int MaxPatternLength = 128;

    /// <summary>Keys that a pattern speaks about, its counted loops written out.</summary>
    public const int MaxPatternSize = 128;

    /// <summary>Groups within groups of a pattern.</summary>
    public const int MaxPatternDepth = 8;

    public const int MaxNameLength = 128;

    /// <summary>Steps on one call, over all callflows it passes through; more than that is a loop.</summary>
    public const int MaxStepsOnOneCall = 100;

    public const int MaxRingSeconds = 600;
}
