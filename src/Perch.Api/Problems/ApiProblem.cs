using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace Perch.Api;

/// <summary>The answers that say no, all as RFC 9457 <c>application/problem+json</c>.</summary>
public static class ApiProblem
{
    /// <summary>400: the request itself is wrong; names every field that is.</summary>
    public static IResult BadInput(FieldErrors errors) =>
        Of(StatusCodes.Status400BadRequest, "Some fields are not right.", errors);

    /// <summary>400 for one field.</summary>
    public static IResult BadInput(string field, string reason) => BadInput(One(field, reason));

    /// <summary>404: no such object in the caller's account, whether or not another account has it.</summary>
    public static IResult NotFound() => Of(StatusCodes.Status404NotFound, "There is nothing here by that name.");

    /// <summary>403: known, but not allowed.</summary>
    public static IResult Forbidden(string detail) => Of(StatusCodes.Status403Forbidden, detail);

    /// <summary>409: right in itself, but not as things stand now.</summary>
    public static IResult Conflict(FieldErrors errors) =>
        Of(StatusCodes.Status409Conflict, "This does not go together with what is there.", errors);

    /// <summary>409 for one field, such as a number that is taken.</summary>
    public static IResult Conflict(string field, string reason) => Conflict(One(field, reason));

    /// <summary>412: someone else changed the object since the caller read it.</summary>
    public static IResult PreconditionFailed() => Of(
        StatusCodes.Status412PreconditionFailed, "The object was changed meanwhile. Read it again, then repeat.");

    /// <summary>429 with Retry-After.</summary>
    public static IResult TooMany(TimeSpan retryAfter) =>
        new Later(Made(StatusCodes.Status429TooManyRequests, "Too many tries. Wait, then try again."), retryAfter);

    /// <summary>503 with Retry-After: nothing was changed.</summary>
    public static IResult Unavailable(TimeSpan retryAfter) => new Later(
        Made(StatusCodes.Status503ServiceUnavailable, "This cannot be done at the moment. Nothing was changed."), retryAfter);

    /// <summary>Any other status.</summary>
    public static IResult Of(int status, string? detail = null, FieldErrors? errors = null) => Made(status, detail, errors);

    /// <summary>The same problem, with something of the endpoint's own beside the reason.</summary>
    /// <param name="problem">One of those made here.</param>
    /// <param name="member">Its name in the body.</param>
    /// <param name="more">Its value.</param>
    public static IResult With(this IResult problem, string member, object more)
    {
        var body = problem is Later later ? later.Problem : (ProblemHttpResult)problem;
        body.ProblemDetails.Extensions[member] = more;
        return problem;
    }

    private static ProblemHttpResult Made(int status, string? detail = null, FieldErrors? errors = null)
    {
        var problem = new ProblemDetails
        {
            Status = status,
            Title = ReasonPhrases.GetReasonPhrase(status),
            Detail = detail,
        };

        if (errors is { Any: true })
        {
            problem.Extensions["errors"] = errors.ToDictionary();
        }

        return TypedResults.Problem(problem);
    }

    private static FieldErrors One(string field, string reason)
    {
        var errors = new FieldErrors();
        errors.Add(field, reason);
        return errors;
    }

    private sealed class Later(ProblemHttpResult problem, TimeSpan retryAfter) : IResult
    {
        public ProblemHttpResult Problem => problem;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var seconds = Math.Max(1, (long)Math.Ceiling(retryAfter.TotalSeconds));
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
            return problem.ExecuteAsync(httpContext);
        }
    }
}
