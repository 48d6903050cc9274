using Microsoft.AspNetCore.Http;

namespace Perch.Portal;

/// <summary>What browsers are told to refuse on every page of the portal.</summary>
internal static class PageHeaders
{
    // Scripts come from here alone and none stands in a page, so that markup from the wire could run nothing. The library
    // of the controls writes style attributes; styles run nothing.
    private const string Policy =
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    public static void AddTo(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        headers.CacheControl = "no-cache, no-store";
        headers.Pragma = "no-cache";
    }
}
