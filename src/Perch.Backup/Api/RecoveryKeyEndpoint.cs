using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Perch.Api;

namespace Perch.Backup;

/// <summary><c>GET /recovery-key</c>: shows what opens the backups, and leaves a trace of it.</summary>
internal static class RecoveryKeyEndpoint
{
    public static void MapRecoveryKey(this IEndpointRouteBuilder api) => api.MapGet("/recovery-key", ShowAsync)
        .WithTags("Backups")
        .WithSummary("What opens the backups: keep it elsewhere")
        .Produces<RecoveryKeyJson>();

    private static async Task<IResult> ShowAsync(
        BackupMaker maker, BackupTrace trace, HttpContext http, CancellationToken cancellation)
    {
        await trace.NoteKeyReadAsync(cancellation);
        http.Response.Headers.CacheControl = "no-store";

        return TypedResults.Ok(new RecoveryKeyJson(maker.ShowKey()));
    }
}
