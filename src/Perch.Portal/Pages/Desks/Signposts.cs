namespace Perch.Portal;

/// <summary>Where the words lead that people have in mind: those of the screens, and those of the article.</summary>
internal static class Signposts
{
    private static readonly Signpost[] _all =
    [
        new("Feature Codes", "/feature-codes", "PUT /feature-codes/{name}",
            "VoIP Services, Hosted PBX, Show All, Enable Hot Desking, Disable Hot Desking, Toggle Hot Desking, star codes"),
        new("Callflows", "/callflows", "GET /callflows",
            "VoIP Services, Hosted PBX, Add Callflow, Click to add number, Hot Desk login, Hot Desk logout, Hot Desk toggle"),
        new("Devices", "/devices", "GET /devices",
            "VoIP Services, Hosted PBX, Advanced, Add device, VoIP phone, Device Nickname, Assign To, No Owner, MAC, SIP, password"),
        new("Users", "/users", "GET /users",
            "VoIP Services, Hosted PBX, Advanced, people, Enable Hot Desking, Require PIN, ID, extension, role, password"),
        new("Set up hot desks", "/set-up", "POST /users", "PINs, slips, labels, many phones"),
        new("Ledger", "/ledger", "GET /hot-desk-sessions/usage", "who sat where, history, sessions, log-ins, desk use, CSV"),
        new("Wall", "/wall", "GET /desks", "reception, full screen, live board"),
        new("Calls", "/calls", "GET /desks", "records, live calls, hang up, explain, why did my phone not ring"),
        new("Settings", "/settings", "GET /settings",
            "company, time zone, country, mail, security, certificate, backup, API keys, webhooks, audit, emergency, outside prefix"),
        new("My phone", "/my-phone", "GET /hot-desk-sessions", "log out, toggle, my calls, my desk"),
    ];

    /// <summary>Pages with all of the words in their name or among their words.</summary>
    public static IEnumerable<Signpost> Find(string typed, Func<string, bool> may)
    {
        var words = typed.Split(' ', StringSplitOptions.RemoveEmptyEntries);

        return words.Length == 0 ? [] : _all.Where(post => may(post.Question) && words.All(post.Has));
    }
}

/// <summary>One page and the words that lead to it.</summary>
/// <param name="Question">To the API, that whoever is sent there must be allowed to ask.</param>
internal sealed record Signpost(string Title, string Path, string Question, string Words)
{
    public bool Has(string word) => Title.Contains(word, StringComparison.OrdinalIgnoreCase)
        || Words.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>What of it was meant, for the line below the title.</summary>
    public string? Meant(string typed) =>
        Words.Split(", ").FirstOrDefault(phrase => phrase.Contains(typed.Trim(), StringComparison.OrdinalIgnoreCase));
}
