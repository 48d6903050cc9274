using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Perch.Api;

/// <summary>
/// The JSON object a request brings; an endpoint takes it as a parameter, reads its fields, then asks for
/// <see cref="Problem"/>. POST and PUT create, so required fields must be there; PATCH is a merge patch (RFC 7396).
/// </summary>
public sealed class JsonBody : JsonFields
{
    internal static readonly JsonDocumentOptions Strict = new()
    {
        MaxDepth = ApiLimits.MaxJsonDepth,
        AllowDuplicateProperties = false,
    };

    private readonly IResult? _unreadable;

    private JsonBody(JsonElement? element, bool creating, IResult? unreadable)
        : base(element, "", creating, new FieldErrors()) => _unreadable = unreadable;

    /// <summary>Null when everything that was read is right; else 400 naming the fields, 413 or 415.</summary>
    public IResult? Problem()
    {
        if (_unreadable is not null)
        {
            return _unreadable;
        }

        return Finish().Any ? ApiProblem.BadInput(Errors) : null;
    }

    /// <summary>One object of many in a request, whose problems are told beside those of the others.</summary>
    /// <param name="item">An object.</param>
    /// <param name="creating">Whether what is missing is an error.</param>
    /// <param name="asText">Whether its values are the cells of a table, all text.</param>
    public static JsonBody OfItem(JsonElement item, bool creating, bool asText) =>
        new(item, creating, null) { AsText = asText };

    /// <summary>Everything that is wrong, when all fields have been read.</summary>
    public FieldErrors Finish()
    {
        RejectUnknown();
        return Errors;
    }

    /// <summary>Called by the framework; never throws for what a client sent.</summary>
    public static async ValueTask<JsonBody> BindAsync(HttpContext context)
    {
        var creating = !HttpMethods.IsPatch(context.Request.Method);

        if (!IsJson(context.Request, creating))
        {
            var expected = creating ? "application/json" : "application/merge-patch+json or application/json";
            return new(null, creating, ApiProblem.Of(
                StatusCodes.Status415UnsupportedMediaType, $"The body must be {expected}."));
        }

        try
        {
            LimitSize(context);
            using var document = await JsonDocument.ParseAsync(context.Request.Body, Strict, context.RequestAborted);
            return Read(document.RootElement.Clone(), creating);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return new(null, creating, ApiProblem.Of(StatusCodes.Status400BadRequest, Explain(exception)));
        }
        catch (BadHttpRequestException exception)
        {
            return new(null, creating, ApiProblem.Of(exception.StatusCode, "The body could not be read."));
        }
    }

    private static JsonBody Read(JsonElement root, bool creating) => root.ValueKind is JsonValueKind.Object
        ? new(root, creating, null)
        : new(null, creating, ApiProblem.Of(StatusCodes.Status400BadRequest, "The body must be a JSON object."));

    // A name that is half a surrogate pair is found only when it is read, as an InvalidOperationException.
    private static string Explain(Exception exception) => exception is JsonException { LineNumber: { } line } json
        ? $"The body is not JSON: line {line + 1}, byte {json.BytePositionInLine + 1}."
        : "The body is not JSON.";

    private static bool IsJson(HttpRequest request, bool creating)
    {
        var type = request.ContentType?.Split(';', 2)[0].Trim();

        return string.Equals(type, "application/json", StringComparison.OrdinalIgnoreCase)
            || (!creating && string.Equals(type, "application/merge-patch+json", StringComparison.OrdinalIgnoreCase));
    }

    private static void LimitSize(HttpContext context)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
        {
            feature.MaxRequestBodySize = ApiLimits.MaxBodyBytes;
        }
    }
}
