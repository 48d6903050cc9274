using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>Brings up, at start, who sat where when the server stopped.</summary>
internal sealed class LoadSessions(IPerchStore store, OpenSessions open) : ILoadedAtStart
{
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (database, token) => database.Open().ToListAsync(token), cancellation);

        open.Load(rows.Select(row => row.ToSession()));
    }
}
