using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Perch.Api;

namespace Perch.Directory;

/// <summary>
/// Who is asking over REST. An endpoint takes it as a parameter; <see cref="Account"/> is the scope of all it does:
/// what belongs to another account is not found.
/// </summary>
/// <param name="Account">An operator may have logged in to another account than their own.</param>
/// <param name="User">Null for an API key, which is nobody in particular.</param>
public sealed record ApiCaller(AccountId Account, UserId? User, Role Role, ApiProof Proof)
{
    private const string AccountClaim = "account";
    private const string SiteClaim = "sites";
    internal const string KeyClaim = "key";

    /// <summary>The only sites whose desks are the caller's affair; null for all of them.</summary>
    public SiteSet? Sites { get; init; }

    /// <summary>Which API key it is, where it is one.</summary>
    public Guid? Key { get; init; }

    /// <summary>Whether the desks of a site are the caller's affair.</summary>
    public bool Covers(SiteId? site) => Sites is null || (site is { } known && Sites.Has(known));

    /// <summary>Whether a device of the caller's account is the caller's affair.</summary>
    public bool Covers(Device? device) => Sites is null || (device is not null && Covers(device.SiteId));

    /// <summary>Whether the caller has this role or one above it.</summary>
    public bool IsAtLeast(Role role) => Role >= role;

    /// <summary>Whether the caller is this very person.</summary>
    public bool Is(UserId user) => User == user;

    /// <summary>Only behind an endpoint that needs authorization, which all of <c>/api/v1</c> does by default.</summary>
    public static ValueTask<ApiCaller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    public static ApiCaller Of(ClaimsPrincipal principal)
    {
        var user = principal.FindFirstValue(ClaimTypes.NameIdentifier);

        return WireNames.TryRead(principal.FindFirstValue(ClaimTypes.Role) ?? "", out Role role)
            ? new(
                new(Guid.Parse(principal.FindFirstValue(AccountClaim)!)),
                user is null ? null : new UserId(Guid.Parse(user)),
                role,
                user is null ? ApiProof.ApiKey : ApiProof.Login)
            {
                Sites = principal.FindFirstValue(SiteClaim) is { } sites ? new(sites) : null,
                Key = principal.FindFirstValue(KeyClaim) is { } key ? Guid.Parse(key) : null,
            }
            : throw new InvalidOperationException("This endpoint lets people in who have not said who they are.");
    }

    internal ClaimsPrincipal ToPrincipal(string scheme)
    {
        List<Claim> claims =
        [
            new(AccountClaim, Account.ToString()),
            new(ClaimTypes.Role, WireNames.Of(Role)),
        ];

        if (Sites is { } sites)
        {
            claims.Add(new(SiteClaim, sites.Text));
        }

        if (Key is { } key)
        {
            claims.Add(new(KeyClaim, key.ToString()));
        }

        if (User is { } user)
        {
            claims.Add(new(ClaimTypes.NameIdentifier, user.ToString()));
        }

        return new(new ClaimsIdentity(claims, scheme));
    }
}

/// <summary>How a caller proved who they are.</summary>
public enum ApiProof
{
    /// <summary>A token from a log-in with user name and password.</summary>
    Login,

    ApiKey,
}
