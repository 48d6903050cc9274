using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Perch.Api;

/// <summary>
/// Gives every refusal of the framework (unknown path, wrong method, no token, too large) a problem body,
/// and turns exceptions into problems that tell nothing of the inside.
/// </summary>
internal sealed partial class ProblemPages(
    RequestDelegate next, IOptions<ApiOptions> options, ILogger<ProblemPages> logger)
{
    private static readonly TimeSpan _retryAfter = TimeSpan.FromSeconds(5);

    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            await AnswerAsync(context, exception);
            return;
        }

        if (LacksBody(context.Response))
        {
            await ApiProblem.Of(context.Response.StatusCode, DetailOf(context)).ExecuteAsync(context);
        }
    }

    private async Task AnswerAsync(HttpContext context, Exception exception)
    {
        if (context.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        if (exception is BadHttpRequestException bad)
        {
            await ApiProblem.Of(bad.StatusCode).ExecuteAsync(context);
        }
        else if (options.Value.Unavailable.Contains(exception.GetType()))
        {
            LogUnavailable(logger, context.Request.Method, context.Request.Path, exception.Message);
            await ApiProblem.Unavailable(_retryAfter).ExecuteAsync(context);
        }
        else
        {
            LogFault(logger, exception, context.Request.Method, context.Request.Path, context.TraceIdentifier);
            await ApiProblem.Of(
                StatusCodes.Status500InternalServerError, $"The log has more under {context.TraceIdentifier}.")
                .ExecuteAsync(context);
        }
    }

    private static bool LacksBody(HttpResponse response) =>
        !response.HasStarted
        && response.StatusCode >= StatusCodes.Status400BadRequest
        && response.ContentType is null
        && response.ContentLength is null or 0;

    private static string? DetailOf(HttpContext context) => context.Response.StatusCode switch
    {
        StatusCodes.Status401Unauthorized => "Log in by POST /api/v1/login, then send Authorization: Bearer TOKEN.",
        StatusCodes.Status403Forbidden => "Your role does not allow this.",
        StatusCodes.Status404NotFound => "There is nothing here by that name.",
        StatusCodes.Status405MethodNotAllowed => $"{context.Request.Method} is not possible here.",
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed, {TraceId}")]
    private static partial void LogFault(
        ILogger logger, Exception exception, string method, PathString path, string traceId);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} could not be served: {Why}")]
    private static partial void LogUnavailable(ILogger logger, string method, PathString path, string why);
}
