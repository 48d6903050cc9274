using Perch.Api;

namespace Perch.Portal;

/// <summary>The roles as people read them.</summary>
internal static class Roles
{
    public static string Word(string role) => role switch
    {
        ApiRoles.User => "User",
        ApiRoles.Receptionist => "Receptionist",
        ApiRoles.SiteManager => "Site manager",
        ApiRoles.Admin => "Administrator",
        ApiRoles.Operator => "Operator",
        _ => role,
    };

    /// <summary>Those that somebody may give: none above their own.</summary>
    public static IReadOnlyList<(string Value, string Text)> UpTo(string role) =>
    [
        .. ApiRoles.All.Take(ApiRoles.All.ToList().IndexOf(role) + 1).Select(one => (one, Word(one))),
    ];
}
