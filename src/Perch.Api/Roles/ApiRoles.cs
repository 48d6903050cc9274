using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;

namespace Perch.Api;

/// <summary>
/// The roles as they appear in tokens and answers, and the authorization policies of the same names:
/// each lets its own role and every higher one pass. Use: <c>.RequireAuthorization(ApiRoles.Admin)</c>.
/// </summary>
public static class ApiRoles
{
    public const string User = "user";
    public const string Receptionist = "receptionist";
    public const string SiteManager = "site-manager";
    public const string Admin = "admin";
    public const string Operator = "operator";

    /// <summary>From the least to the most.</summary>
    public static IReadOnlyList<string> All { get; } = [User, Receptionist, SiteManager, Admin, Operator];

    internal static void AddPolicies(AuthorizationOptions options)
    {
        for (var rank = 0; rank < All.Count; rank++)
        {
            var enough = All.Skip(rank).ToArray();
            options.AddPolicy(All[rank], policy => policy.RequireClaim(ClaimTypes.Role, enough));
        }
    }
}
