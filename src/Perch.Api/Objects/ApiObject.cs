using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>The answers that carry one object, each with its ETag.</summary>
public static class ApiObject
{
    /// <summary>200 with the object.</summary>
    public static IResult Found<T>(T json, long version) => new Tagged<T>(json, version, null);

    /// <summary>201 with the object and where it is from now on, such as <c>/api/v1/devices/…</c>.</summary>
    public static IResult Created<T>(string location, T json, long version) => new Tagged<T>(json, version, location);

    private sealed class Tagged<T>(T json, long version, string? location) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.Headers.ETag = IfMatch.TagOf(version);
            response.Headers.CacheControl = "no-cache";

            if (location is not null)
            {
                response.StatusCode = StatusCodes.Status201Created;
                response.Headers.Location = location;
            }

            return response.WriteAsJsonAsync(json, httpContext.RequestAborted);
        }
    }
}
