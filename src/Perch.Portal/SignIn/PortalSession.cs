using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Perch.Portal;

/// <summary>
/// The portal's session is a token of the API in a cookie that no script can read. Asked at each page, the API says
/// whether it still counts, so that whoever loses a role or is signed out elsewhere loses it here at once.
/// </summary>
internal sealed class PortalSession(
    ApiDoor door,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Portal";

    private const string Cookie = "perch";

    /// <param name="http">The request of the log-in.</param>
    /// <param name="token">Of the API.</param>
    /// <param name="lifetime">A length of time, for the browser's clock may be wrong.</param>
    public static void Begin(HttpContext http, string token, TimeSpan lifetime) =>
        http.Response.Cookies.Append(Cookie, token, CookieFor(http, lifetime));

    public static string? TokenOf(HttpRequest request) => request.Cookies[Cookie];

    public static void End(HttpContext http) => http.Response.Cookies.Delete(Cookie, CookieFor(http, lifetime: null));

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { Length: > 0 } token)
        {
            return AuthenticateResult.NoResult();
        }

        var from = Context.Connection.RemoteIpAddress;
        var answer = await door.AskAsync(new("GET", "/login") { Token = token, From = from }, Context.RequestAborted);

        if (!answer.IsFine)
        {
            return AuthenticateResult.Fail("The session has ended.");
        }

        var identity = new ClaimsIdentity(ClaimsOf(answer.As<Who>()), SchemeName);
        identity.AddClaim(new(SignedIn.TokenClaim, token));
        identity.AddClaim(new(SignedIn.FromClaim, from?.ToString() ?? ""));

        return AuthenticateResult.Success(new(new(identity), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var wanted = Request.Path == "/" ? "" : "?to=" + Uri.EscapeDataString(Request.Path + Request.QueryString);
        Response.Redirect("/sign-in" + wanted);

        return Task.CompletedTask;
    }

    private static CookieOptions CookieFor(HttpContext http, TimeSpan? lifetime) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
        Path = "/",
        MaxAge = lifetime,
    };

    private static IEnumerable<Claim> ClaimsOf(Who who)
    {
        yield return new(ClaimTypes.NameIdentifier, who.User.Id.ToString());
        yield return new(ClaimTypes.Name, who.User.Name);
        yield return new(ClaimTypes.Role, who.User.Role);
        yield return new(SignedIn.AccountClaim, who.Account.Id.ToString());
        yield return new(SignedIn.RealmClaim, who.Account.Realm);

        if (who.User.Extension is { } extension)
        {
            yield return new(SignedIn.ExtensionClaim, extension);
        }
    }

    private sealed record Who(WhoUser User, WhoAccount Account);

    private sealed record WhoUser(Guid Id, string Name, string Role, string? Extension);

    private sealed record WhoAccount(Guid Id, string Realm);
}
