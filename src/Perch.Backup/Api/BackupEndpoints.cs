using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Perch.Api;
using Perch.Directory;

namespace Perch.Backup;

/// <summary><c>/backups</c>: of the whole installation, for its operator.</summary>
internal static class BackupEndpoints
{
    private const string Path = PerchApi.Prefix + "/backups";

    public static void MapBackups(this IEndpointRouteBuilder api)
    {
        var backups = api.MapGroup("/backups").WithTags("Backups");
        backups.MapGet("/", List).WithSummary("All backups on this machine, the newest first").Produces<ListPage<BackupJson>>();
        backups.MapPost("/", MakeAsync)
            .WithSummary("Make a backup now")
            .Produces<BackupJson>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status507InsufficientStorage);
        backups.MapGet("/{name}", DownloadAsync)
            .WithSummary("The backup itself, encrypted; the recovery key opens it")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/octet-stream")
            .ProducesProblem(StatusCodes.Status404NotFound);
        backups.MapPost("/{name}/test", TestAsync)
            .WithSummary("Restore a backup in a temporary place, and say what is in it")
            .ProducesObject<BackupTestJson>();
        backups.MapDelete("/{name}", DeleteAsync).WithSummary("Delete a backup").Deletes();
    }

    private static Ok<ListPage<BackupJson>> List(BackupShelf shelf) =>
        TypedResults.Ok(new ListPage<BackupJson>([.. shelf.All().Select(BackupJson.Of)], Next: null));

    private static async Task<IResult> MakeAsync(BackupShelf shelf, BackupAlarm alarm, BackupTrace trace, CancellationToken cancellation)
    {
        try
        {
            var made = await shelf.MakeAsync(BackupKind.ByHand, cancellation);
            alarm.Clear();
            await trace.NoteAsync("created", made, cancellation);

            return TypedResults.Created($"{Path}/{made.Name.Text}", BackupJson.Of(made));
        }
        catch (BackupException failure)
        {
            return ApiProblem.Of(StatusCodes.Status507InsufficientStorage, failure.Message);
        }
    }

    private static async Task<IResult> DownloadAsync(
        string name, BackupShelf shelf, BackupTrace trace, HttpContext http, CancellationToken cancellation)
    {
        if (shelf.Find(name) is not { } kept)
        {
            return ApiProblem.NotFound();
        }

        await trace.NoteAsync("downloaded", kept, cancellation);
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.PhysicalFile(kept.File, "application/octet-stream", kept.Name.Text);
    }

    private static async Task<IResult> TestAsync(
        string name, BackupShelf shelf, TestRestore test, CancellationToken cancellation)
    {
        if (shelf.Find(name) is not { } kept)
        {
            return ApiProblem.NotFound();
        }

        try
        {
            var (_, contents) = await Task.Run(() => test.Run(kept.File), cancellation);

            return TypedResults.Ok(new BackupTestJson(true, null, contents.Accounts, contents.Users, contents.Devices));
        }
        catch (BackupException failure)
        {
            return TypedResults.Ok(new BackupTestJson(false, failure.Message, null, null, null));
        }
    }

    private static async Task<IResult> DeleteAsync(
        string name, BackupShelf shelf, BackupTrace trace, CancellationToken cancellation)
    {
        if (shelf.Find(name) is not { } kept || !shelf.Delete(name))
        {
            return ApiProblem.NotFound();
        }

        await trace.NoteAsync("deleted", kept, cancellation);

        return TypedResults.NoContent();
    }
}
