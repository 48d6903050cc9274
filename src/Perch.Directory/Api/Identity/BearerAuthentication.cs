using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Perch.Directory;

/// <summary>RFC 6750: <c>Authorization: Bearer TOKEN</c>.</summary>
internal sealed class BearerAuthentication(
    ApiTokens tokens,
    ApiKeys keys,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "Bearer";

    /// <summary>The token of a request, or null where there is none.</summary>
    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        const string Start = SchemeName + " ";
        return header.StartsWith(Start, StringComparison.OrdinalIgnoreCase) ? header[Start.Length..].Trim() : null;
    }

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult((tokens.Resolve(token) ?? keys.Resolve(token)) is { } caller
            ? AuthenticateResult.Success(new(caller.ToPrincipal(SchemeName), SchemeName))
            : AuthenticateResult.Fail("The token is unknown or has expired."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = TokenOf(Request) is null
            ? SchemeName
            : $"{SchemeName} error=\"invalid_token\"";
        return Task.CompletedTask;
    }
}
