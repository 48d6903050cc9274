using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Directory;

/// <summary><c>/imports</c>: many users and devices at once, or a look at what that would do. For administrators only.</summary>
internal static class ImportEndpoint
{
    private const string Json = "application/json";
    private const string Csv = "text/csv";

    public static void MapImports(this IEndpointRouteBuilder api) => api.MapGroup("/imports").WithTags("Imports")
        .MapPost("/", RunAsync)
        .WithSummary("Import users and devices, all or none; ?dryRun=true only says what would change")
        .WithDescription(
            "JSON, or CSV whose first line names the fields (`username,hotDesk.id,hotDesk.pin`); an empty cell leaves "
            + "a field as it is. What has the same `externalId` is changed, else the user of the same `username`, the "
            + "device of the same `sip.username` or `macAddress`; anything else is new. `skipBad=true` imports the good "
            + "lines although others are refused; `kind=user|device` says what a table or a list holds.")
        .Accepts<ImportBody>(Json, Csv)
        .Produces<ImportJson>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    // The query is read by hand: a misspelt dryRun must not import.
    private static async Task<IResult> RunAsync(
        [AsParameters] ImportQuery query,
        [AsParameters] UserRequest users,
        ImportServices services,
        CancellationToken cancellation)
    {
        if (!query.TryRead(users.Http.Query, out var options, out var problem))
        {
            return problem;
        }

        try
        {
            var items = await ReadAsync(users.Http, options.Kind, cancellation);
            var existing = await ExistingThings.ReadAsync(services.Store, users.Caller.Account, cancellation);
            var lines = new ImportReader(users, services).Read(items, existing);
            var imported = await services.Import.RunAsync(lines, options, cancellation);
            return Answer(ImportJson.Of(lines, options.DryRun, imported), lines);
        }
        catch (ImportFileException wrong)
        {
            return ApiProblem.Of(wrong.Status, wrong.Message);
        }
    }

    private static IResult Answer(ImportJson json, IReadOnlyList<ImportLine> lines)
    {
        if (json.DryRun || json.Imported)
        {
            return TypedResults.Ok(json);
        }

        var refused = lines.Where(line => line.IsRefused).ToList();
        var status = refused.All(line => line.IsConflict) ? StatusCodes.Status409Conflict : StatusCodes.Status400BadRequest;

        return ApiProblem.Of(status, $"Nothing was imported: {refused.Count} of {lines.Count} lines are refused.")
            .With("import", json);
    }

    private static async Task<IReadOnlyList<ImportItem>> ReadAsync(
        HttpRequest http, ImportKind? kind, CancellationToken cancellation) =>
        http.ContentType?.Split(';', 2)[0].Trim().ToLowerInvariant() switch
        {
            Csv => CsvItems.Read(await BytesOfAsync(http, cancellation), kind),
            Json => JsonItems.Read(await BytesOfAsync(http, cancellation), kind),
            _ => throw new ImportFileException(
                $"The body must be {Csv} or {Json}.", StatusCodes.Status415UnsupportedMediaType),
        };

    private static async Task<ReadOnlyMemory<byte>> BytesOfAsync(HttpRequest http, CancellationToken cancellation)
    {
        using var kept = new MemoryStream();
        var piece = new byte[64 * 1024];
        int read;

        while ((read = await http.Body.ReadAsync(piece, cancellation)) > 0)
        {
            kept.Write(piece, 0, read);

            if (kept.Length > ImportLimits.MaxBytes)
            {
                throw new ImportFileException(
                    $"More than {ImportLimits.MaxBytes / (1024 * 1024)} MiB: send the file in parts.",
                    StatusCodes.Status413PayloadTooLarge);
            }
        }

        return kept.GetBuffer().AsMemory(0, (int)kept.Length);
    }
}
