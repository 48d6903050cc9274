namespace Perch.Portal;

/// <summary>What forms offer for fields that take any time zone or language.</summary>
internal static class Regions
{
    public static IReadOnlyList<string> TimeZones { get; } =
    [
        .. TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id)
            .Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public static IReadOnlyList<string> Languages { get; } =
        ["en-US", "en-GB", "de-DE", "de-AT", "de-CH", "fr-FR", "fr-CA", "es-ES", "es-MX", "it-IT", "nl-NL", "pl-PL", "pt-BR", "pt-PT"];
}
