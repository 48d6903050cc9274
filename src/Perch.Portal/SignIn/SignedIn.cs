using System.Net;
using System.Security.Claims;
using Perch.Api;

namespace Perch.Portal;

/// <summary>Who sits at this browser. Filled once, when the page's circuit opens.</summary>
internal sealed class SignedIn
{
    internal const string TokenClaim = "token";
    internal const string FromClaim = "from";
    internal const string ExtensionClaim = "extension";
    internal const string AccountClaim = "account";
    internal const string RealmClaim = "realm";

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Role { get; private set; } = ApiRoles.User;

    public string? Extension { get; private set; }

    public Guid Account { get; private set; }

    public string Realm { get; private set; } = "";

    internal string? Token { get; private set; }

    internal IPAddress? From { get; private set; }

    /// <summary>Whether this role may ask at all; the API decides again when it is asked.</summary>
    /// <param name="question">As in <see cref="AccessTable"/>: <c>POST /users</c>.</param>
    public bool May(string question) => AccessTable.Allows(question, Role);

    public void Fill(ClaimsPrincipal person)
    {
        Id = Guid.Parse(person.FindFirstValue(ClaimTypes.NameIdentifier)!);
        Name = person.FindFirstValue(ClaimTypes.Name) ?? "";
        Role = person.FindFirstValue(ClaimTypes.Role) ?? ApiRoles.User;
        Extension = person.FindFirstValue(ExtensionClaim);
        Account = Guid.Parse(person.FindFirstValue(AccountClaim)!);
        Realm = person.FindFirstValue(RealmClaim) ?? "";
        Token = person.FindFirstValue(TokenClaim);
        From = IPAddress.TryParse(person.FindFirstValue(FromClaim), out var from) ? from : null;
    }

    /// <summary>Prints no token.</summary>
    public override string ToString() => $"{Name} ({Role})";
}
