using Microsoft.AspNetCore.Http;

namespace Perch.Api;

/// <summary>
/// Lets a POST be sent again without being done again: with the header <c>Idempotency-Key</c>, the second of two equal
/// requests gets the answer of the first. Only what succeeded is remembered, for a refusal changed nothing.
/// </summary>
internal sealed class IdempotencyKeys(RequestDelegate next, IRepeatedRequests requests)
{
    public const string Header = "Idempotency-Key";

    private const int MaxKeyLength = 255;
    private const int BufferedInMemory = 64 * 1024;

    public static bool Concern(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.Headers.ContainsKey(Header)
        && context.User.Identity is { IsAuthenticated: true }
        && context.Request.Path.StartsWithSegments("/api", StringComparison.Ordinal);

    public async Task InvokeAsync(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();

        if (key.Length is 0 or > MaxKeyLength || key.Any(letter => letter is < '!' or > '~'))
        {
            await ApiProblem.BadInput(Header, $"must be 1 to {MaxKeyLength} characters without blanks")
                .ExecuteAsync(context);
            return;
        }

        context.Request.EnableBuffering(BufferedInMemory);
        var request = new RepeatableRequest(context.User, key, await RequestFingerprint.OfAsync(context));
        var outcome = await requests.BeginAsync(request, context.RequestAborted);

        if (outcome is RepeatOutcome.IsNew)
        {
            await ServeAsync(context, request);
        }
        else
        {
            await AnswerFor(outcome).ExecuteAsync(context);
        }
    }

    private async Task ServeAsync(HttpContext context, RepeatableRequest request)
    {
        RecordedAnswer? answer = null;
        var original = context.Response.Body;
        using var buffer = new MemoryStream();
        context.Response.Body = buffer;

        try
        {
            await next(context);
            answer = AnswerOf(context, buffer);
        }
        finally
        {
            context.Response.Body = original;
            await requests.EndAsync(request, answer);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(original, context.RequestAborted);
    }

    private static RecordedAnswer? AnswerOf(HttpContext context, MemoryStream body)
    {
        var response = context.Response;

        if (response.StatusCode is < 200 or > 299)
        {
            return null;
        }

        var isSecret = context.GetEndpoint()?.Metadata.GetMetadata<SecretInAnswer>() is not null;
        return new(
            response.StatusCode, response.ContentType, OrNull(response.Headers.ETag.ToString()),
            OrNull(response.Headers.Location.ToString()), isSecret ? null : body.ToArray());
    }

    private static IResult AnswerFor(RepeatOutcome outcome) => outcome switch
    {
        RepeatOutcome.IsAnswered(var answer) when answer.Body is not null => new Again(answer),
        RepeatOutcome.IsAnswered(var answer) => Refuse(
            StatusCodes.Status409Conflict,
            $"was answered already, with a secret that is not kept: look at {answer.Location ?? "what it made"}"),
        RepeatOutcome.IsAnother => Refuse(
            StatusCodes.Status422UnprocessableEntity, "belongs to another request: path, sender or body differ"),
        RepeatOutcome.IsRunning => Refuse(
            StatusCodes.Status409Conflict, "belongs to a request that is still being served: try again in a moment"),
        _ => Refuse(
            StatusCodes.Status409Conflict,
            "belongs to a request during which the server stopped: look whether it was done, then use a new key"),
    };

    private static IResult Refuse(int status, string reason)
    {
        var errors = new FieldErrors();
        errors.Add(Header, reason);
        return ApiProblem.Of(status, "This Idempotency-Key has been used.", errors);
    }

    private static string? OrNull(string text) => text.Length == 0 ? null : text;

    private sealed class Again(RecordedAnswer answer) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = answer.Status;
            response.ContentType = answer.ContentType;
            response.Headers.ETag = answer.ETag;
            response.Headers.Location = answer.Location;
            response.Headers["Idempotency-Replayed"] = "true";

            if (answer.Body is { Length: > 0 } body)
            {
                await response.Body.WriteAsync(body, httpContext.RequestAborted);
            }
        }
    }
}
