using Microsoft.EntityFrameworkCore;
using Perch.Directory;

namespace Perch.Callflows;

/// <summary>Brings up, at start, what administrators wrote.</summary>
internal sealed class LoadCallflows(IPerchStore store, CallflowBook book) : ILoadedAtStart
{
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var rows = await store.ReadAsync(
            (database, token) => database.Set<CallflowRow>().Include(row => row.Numbers).ToListAsync(token),
            cancellation);

        book.Load(rows.Select(row => row.ToCallflow()).OfType<Callflow>());
    }
}
