using System.Collections.Frozen;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Perch.Api;

/// <summary>
/// Who may ask what: the one table of it, from the least role that may to every path. What is not in it takes an
/// administrator. Whose things a caller sees there, such as only their own or those of their sites, is for the
/// endpoint, with what <c>ApiCaller</c> knows.
/// </summary>
public static class AccessTable
{
    private const string Everybody = "everybody";

    private static readonly FrozenDictionary<string, string> _least = new Dictionary<string, string>
    {
        ["POST /login"] = Everybody,
        ["POST /login/welcome"] = Everybody,
        ["GET /login"] = ApiRoles.User,
        ["DELETE /login"] = ApiRoles.User,
        ["PUT /login/password"] = ApiRoles.User,
        ["GET /login/sessions"] = ApiRoles.User,
        ["DELETE /login/sessions"] = ApiRoles.User,
        ["DELETE /login/sessions/{id}"] = ApiRoles.User,

        ["GET /login/second-factor"] = ApiRoles.User,
        ["POST /login/second-factor"] = ApiRoles.User,
        ["POST /login/second-factor/confirm"] = ApiRoles.User,
        ["POST /login/second-factor/end"] = ApiRoles.User,

        ["GET /users"] = ApiRoles.Receptionist,
        ["GET /users/{id}"] = ApiRoles.User,
        ["POST /users"] = ApiRoles.Admin,
        ["PATCH /users/{id}"] = ApiRoles.Admin,
        ["DELETE /users/{id}"] = ApiRoles.Admin,
        ["POST /users/{id}/invitation"] = ApiRoles.Admin,
        ["GET /users/{id}/second-factor"] = ApiRoles.Admin,
        ["DELETE /users/{id}/second-factor"] = ApiRoles.Admin,
        ["POST /users/{id}/toggle"] = ApiRoles.User,

        ["GET /devices"] = ApiRoles.Receptionist,
        ["GET /devices/{id}"] = ApiRoles.Receptionist,
        ["POST /devices"] = ApiRoles.SiteManager,
        ["PATCH /devices/{id}"] = ApiRoles.SiteManager,
        ["DELETE /devices/{id}"] = ApiRoles.SiteManager,
        ["GET /devices/{id}/credentials"] = ApiRoles.Admin,
        ["POST /devices/{id}/test-call"] = ApiRoles.Receptionist,

        ["GET /sites"] = ApiRoles.Receptionist,
        ["GET /sites/{id}"] = ApiRoles.Receptionist,
        ["POST /sites"] = ApiRoles.Admin,
        ["PATCH /sites/{id}"] = ApiRoles.Admin,
        ["DELETE /sites/{id}"] = ApiRoles.Admin,

        ["GET /hot-desk-sessions"] = ApiRoles.User,
        ["GET /hot-desk-sessions/{id}"] = ApiRoles.User,
        ["POST /hot-desk-sessions"] = ApiRoles.User,
        ["DELETE /hot-desk-sessions/{id}"] = ApiRoles.User,
        ["GET /hot-desk-sessions/usage"] = ApiRoles.Receptionist,
        ["GET /hot-desk-refusals"] = ApiRoles.User,
        ["GET /hot-desk-refusals/{id}"] = ApiRoles.User,
        ["GET /desks"] = ApiRoles.Receptionist,
        ["GET /desks/{id}"] = ApiRoles.Receptionist,
        ["GET /lockouts"] = ApiRoles.Admin,
        ["GET /lockouts/{id}"] = ApiRoles.Admin,
        ["DELETE /lockouts/{id}"] = ApiRoles.Admin,

        ["GET /calls"] = ApiRoles.User,
        ["GET /calls/{id}"] = ApiRoles.User,
        ["POST /calls"] = ApiRoles.User,
        ["DELETE /calls/{id}"] = ApiRoles.User,
        ["GET /calls/{id}/explanation"] = ApiRoles.User,
        ["GET /call-records"] = ApiRoles.User,
        ["GET /call-records/{id}"] = ApiRoles.User,
        ["GET /registrations"] = ApiRoles.Receptionist,

        ["GET /feature-codes"] = ApiRoles.User,
        ["PUT /feature-codes/{name}"] = ApiRoles.Admin,
        ["GET /callflows"] = ApiRoles.Admin,
        ["GET /callflows/{id}"] = ApiRoles.Admin,
        ["POST /callflows"] = ApiRoles.Admin,
        ["PATCH /callflows/{id}"] = ApiRoles.Admin,
        ["DELETE /callflows/{id}"] = ApiRoles.Admin,

        ["GET /settings"] = ApiRoles.Admin,
        ["GET /settings/sources"] = ApiRoles.Admin,
        ["PATCH /settings"] = ApiRoles.Admin,
        ["POST /settings/mail/test"] = ApiRoles.Admin,
        ["GET /events"] = ApiRoles.Receptionist,
        ["GET /notifications"] = ApiRoles.SiteManager,
        ["GET /notifications/{id}"] = ApiRoles.SiteManager,
        ["PATCH /notifications/{id}"] = ApiRoles.SiteManager,
        ["GET /notification-choices"] = ApiRoles.SiteManager,
        ["PATCH /notification-choices"] = ApiRoles.SiteManager,
        ["GET /webhooks"] = ApiRoles.Admin,
        ["GET /webhooks/{id}"] = ApiRoles.Admin,
        ["POST /webhooks"] = ApiRoles.Admin,
        ["PATCH /webhooks/{id}"] = ApiRoles.Admin,
        ["DELETE /webhooks/{id}"] = ApiRoles.Admin,
        ["POST /webhooks/{id}/test"] = ApiRoles.Admin,
        ["POST /webhooks/{id}/replay"] = ApiRoles.Admin,
        ["GET /webhooks/{id}/refused"] = ApiRoles.Admin,
        ["GET /api-keys"] = ApiRoles.Admin,
        ["GET /api-keys/{id}"] = ApiRoles.Admin,
        ["POST /api-keys"] = ApiRoles.Admin,
        ["DELETE /api-keys/{id}"] = ApiRoles.Admin,
        ["GET /audit"] = ApiRoles.Admin,
        ["POST /imports"] = ApiRoles.Admin,

        ["GET /accounts"] = ApiRoles.Operator,
        ["GET /accounts/{id}"] = ApiRoles.Operator,
        ["POST /accounts"] = ApiRoles.Operator,
        ["PATCH /accounts/{id}"] = ApiRoles.Operator,
        ["DELETE /accounts/{id}"] = ApiRoles.Operator,

        ["GET /backups"] = ApiRoles.Operator,
        ["POST /backups"] = ApiRoles.Operator,
        ["GET /backups/{name}"] = ApiRoles.Operator,
        ["POST /backups/{name}/test"] = ApiRoles.Operator,
        ["DELETE /backups/{name}"] = ApiRoles.Operator,
        ["GET /recovery-key"] = ApiRoles.Operator,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether a role may ask at all; what it gets is another matter.</summary>
    /// <param name="question">Method and path, such as <c>GET /users/{id}</c>.</param>
    /// <param name="role">As in <see cref="ApiRoles.All"/>.</param>
    public static bool Allows(string question, string role)
    {
        var least = _least.GetValueOrDefault(question, ApiRoles.Admin);

        return least == Everybody || RankOf(role) >= RankOf(least);
    }

    internal static void Guard(EndpointBuilder endpoint)
    {
        if (endpoint is not RouteEndpointBuilder route)
        {
            return;
        }

        foreach (var method in route.Metadata.OfType<IHttpMethodMetadata>().SelectMany(one => one.HttpMethods).ToList())
        {
            var least = _least.GetValueOrDefault($"{method} {PathOf(route)}", ApiRoles.Admin);

            if (least != Everybody)
            {
                route.Metadata.Add(new AuthorizeAttribute(least));
            }
        }
    }

    private static int RankOf(string role) => ApiRoles.All.ToList().IndexOf(role);

    /// <summary>Below the prefix, and without the kinds of parameters: <c>/users/{id}</c>.</summary>
    private static string PathOf(RouteEndpointBuilder route) => string.Concat(
        route.RoutePattern.PathSegments.Skip(PerchApi.Prefix.Count(letter => letter == '/')).Select(segment =>
            "/" + string.Concat(segment.Parts.Select(part => part switch
            {
                RoutePatternParameterPart parameter => $"{{{parameter.Name}}}",
                RoutePatternLiteralPart literal => literal.Content,
                _ => "",
            }))));
}
