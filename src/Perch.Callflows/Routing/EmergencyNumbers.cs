namespace Perch.Callflows;

/// <summary>Numbers that mean help wherever no country has been set; nothing else can have them.</summary>
internal static class EmergencyNumbers
{
    public static bool Contains(string dialled) => dialled is "112" or "911" or "999";
}
