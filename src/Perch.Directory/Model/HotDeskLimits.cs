namespace Perch.Directory;

/// <summary>What can be saved can be dialled: these bind the API, the portal and the digit collector alike.</summary>
public static class HotDeskLimits
{
    public const int MaxIdDigits = 15;

    public const int MinPinDigits = 4;

    public const int MaxPinDigits = 15;
}
