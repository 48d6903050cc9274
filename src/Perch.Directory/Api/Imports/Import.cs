using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>
/// All lines in one transaction, each under the rules it would meet alone. They are tried first, on a connection that
/// cannot write, so that a wrong line costs neither the hashing of PINs nor the one writer's time.
/// </summary>
internal sealed class Import(IPerchStore store, DirectoryWriter writer)
{
    /// <summary>True when it was imported; else nothing was, and the lines say why not.</summary>
    /// <param name="lines">As they were read; refused ones among them.</param>
    /// <param name="options">What was asked for.</param>
    /// <param name="cancellation">Of the request; nothing stops the transaction half way.</param>
    public async Task<bool> RunAsync(
        IReadOnlyList<ImportLine> lines, ImportOptions options, CancellationToken cancellation)
    {
        RepeatedKeys.Refuse(lines);

        foreach (var line in lines.Where(line => line.Writes))
        {
            line.Refuse(line.Change!.Check().Problems);
        }

        await TryAsync(lines, cancellation);

        if (options.DryRun || !MayGoOn(lines, options))
        {
            return false;
        }

        // One after another: whoever logs in meanwhile waits for one hash at most.
        foreach (var line in lines.Where(line => line.Writes))
        {
            await line.Change!.PrepareAsync(cancellation);
        }

        var done = await writer.WriteAsync(
            async (database, edits, token) =>
            {
                await EnterAsync(lines, database, edits, token);
                return MayGoOn(lines, options);
            },
            isDone => isDone,
            cancellation);

        foreach (var line in lines.Where(line => done && line is { Writes: true, Afterwards: not null }))
        {
            await line.Afterwards!(CancellationToken.None);
        }

        return done;
    }

    private static bool MayGoOn(IReadOnlyList<ImportLine> lines, ImportOptions options) =>
        options.SkipBad || !lines.Any(line => line.IsRefused);

    // What an earlier line does is seen by the later ones, as if they were requests sent in this order.
    private Task<bool> TryAsync(IReadOnlyList<ImportLine> lines, CancellationToken cancellation) => store.ReadAsync(
        async (database, token) =>
        {
            database.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
            await EnterAsync(lines, database, edits: null, token);
            return true;
        },
        cancellation);

    private static async Task EnterAsync(
        IReadOnlyList<ImportLine> lines, DbContext database, DirectoryEdits? edits, CancellationToken cancellation)
    {
        foreach (var line in lines.Where(line => line.Writes))
        {
            line.Refuse(await line.Change!.WriteAsync(database, edits, cancellation));
        }
    }
}
