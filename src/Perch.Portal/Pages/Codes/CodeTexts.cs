namespace Perch.Portal;

/// <summary>What pages call the feature codes of the API. One that is not here is shown by its own name.</summary>
internal static class CodeTexts
{
    /// <summary>The group that the article names.</summary>
    public const string HotDesking = "Hot-Desking";

    private static readonly Dictionary<string, (string Title, string Use)> Known = new(StringComparer.Ordinal)
    {
        ["hotdesk-login"] = ("Enable Hot Desking", "On a desk dial {0}, then your ID and #, then your PIN and #."),
        ["hotdesk-logout"] = ("Disable Hot Desking", "Before you leave the desk dial {0} there."),
        ["hotdesk-toggle"] = ("Toggle Hot Desking", "From any phone dial {0}: your own phones go off, or on again."),
        ["hotdesk-who"] = ("Who is here?", "On a desk dial {0} to hear which desk it is and who is logged in."),
        ["hotdesk-change-pin"] = ("Change my PIN", "Dial {0}, then your ID and #, your PIN and #, and the new PIN twice."),
    };

    public static string Title(string name) => Known.TryGetValue(name, out var text) ? text.Title : Readable(name);

    /// <summary>One line: how it is used.</summary>
    public static string Use(string name, string code) => Known.TryGetValue(name, out var text)
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, text.Use, code.Length > 0 ? code : "the code")
        : $"Dial {(code.Length > 0 ? code : "the code")}.";

    /// <summary>The API's sentence with the names that stand on the page.</summary>
    public static string Translate(string reason) =>
        Known.Aggregate(reason, (text, known) => text.Replace(known.Key, $"“{known.Value.Title}”", StringComparison.Ordinal));

    /// <summary>What belongs together: the word before the first dash.</summary>
    public static string Group(string name)
    {
        var word = name.Split('-')[0];

        return word == "hotdesk" ? HotDesking : Readable(word);
    }

    /// <summary>Known ones as the article lists them, then the others.</summary>
    public static int Rank(string name) => Known.Keys.ToList().IndexOf(name) is var at and >= 0 ? at : int.MaxValue;

    private static string Readable(string name) =>
        name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
}
