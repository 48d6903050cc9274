namespace Perch.Api;

/// <summary>How much one request may bring.</summary>
public static class ApiLimits
{
    public const int MaxBodyBytes = 1024 * 1024;

    public const int MaxJsonDepth = 48;

    public const int DefaultPage = 50;

    public const int MaxPage = 200;

    /// <summary>Longer search texts, filter values and cursors are refused.</summary>
    public const int MaxQueryText = 1000;
}
