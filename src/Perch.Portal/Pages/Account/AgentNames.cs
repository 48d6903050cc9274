namespace Perch.Portal;

/// <summary>What people call the program behind a <c>User-Agent</c>, which is a text full of other programs' names.</summary>
internal static class AgentNames
{
    // Most browsers name those before them in this list as well, so that the first that fits is the one.
    private static readonly (string Mark, string Name)[] Programs =
    [
        ("Edg", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"), ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"), ("CriOS/", "Chrome"), ("Safari/", "Safari"), ("curl/", "curl"), ("perch", "perch"),
    ];

    private static readonly (string Mark, string Name)[] Systems =
    [
        ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Windows", "Windows"), ("Mac OS X", "Mac"), ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(string agent) => (Find(Programs, agent), Find(Systems, agent)) switch
    {
        (null, _) => agent.Length > 0 ? agent.Split(['/', ' ', ';'])[0] : "A program",
        ({ } program, null) => program,
        var (program, system) => $"{program} on {system}",
    };

    private static string? Find((string Mark, string Name)[] names, string agent) =>
        names.FirstOrDefault(one => agent.Contains(one.Mark, StringComparison.Ordinal)).Name;
}
