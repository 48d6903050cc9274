using Microsoft.AspNetCore.Http;

namespace Perch.Directory;

/// <summary>For answers that take hours: whether the one who asked still may.</summary>
public interface ICallerAgain
{
    /// <summary>Who holds the request's token now; null when it has ended meanwhile.</summary>
    ApiCaller? Resolve(HttpRequest request);
}

internal sealed class CallerAgain(ApiTokens tokens, ApiKeys keys) : ICallerAgain
{
    public ApiCaller? Resolve(HttpRequest request) =>
        BearerAuthentication.TokenOf(request) is { } token ? tokens.Resolve(token) ?? keys.Resolve(token) : null;
}
