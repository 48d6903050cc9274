namespace Perch.Directory;

/// <summary>Numbers that call for help everywhere and that nothing else may take.</summary>
public static class EmergencyNumbers
{
    private static readonly string[] _everywhere = ["112", "911", "999"];

    public static bool IsReserved(string digits) => _everywhere.Contains(digits);
}
