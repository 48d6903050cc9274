using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Portal;

/// <summary>
/// Files that browsers fetch by a link: the request goes on to the API with the token of the session, so that it streams,
/// and roles and audit are the API's. Only to read, and only what is named here; the cookie comes from our own pages alone.
/// </summary>
internal static class Downloads
{
    private static readonly PathString _backups = "/portal-files/backups";

    public static string OfBackup(string name) => $"{_backups}/{Uri.EscapeDataString(name)}";

    public static void Direct(HttpContext http)
    {
        var request = http.Request;

        if (HttpMethods.IsGet(request.Method)
            && request.Path.StartsWithSegments(_backups, out var name)
            && PortalSession.TokenOf(request) is { Length: > 0 } token)
        {
            request.Path = new PathString(PerchApi.Prefix + "/backups") + name;
            request.Headers.Authorization = "Bearer " + token;
        }
    }
}
