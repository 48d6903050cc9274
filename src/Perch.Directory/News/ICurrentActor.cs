using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Perch.Directory;

/// <summary>
/// Who is behind the request that is being served, for events. Read it before a transaction: the store's writer
/// serves many requests and belongs to none.
/// </summary>
public interface ICurrentActor
{
    /// <summary>A user's or API key's id; null where no request is served, or nobody in particular sent it.</summary>
    string? Id { get; }
}

internal sealed class RequestActor(IHttpContextAccessor http) : ICurrentActor
{
    public string? Id => http.HttpContext?.User is { } who
        ? who.FindFirstValue(ClaimTypes.NameIdentifier) ?? who.FindFirstValue(ApiCaller.KeyClaim)
        : null;
}

/// <summary>Where no requests are served.</summary>
public sealed class NoActor : ICurrentActor
{
    public string? Id => null;
}
