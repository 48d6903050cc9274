using Microsoft.EntityFrameworkCore;

namespace Perch.Directory;

/// <summary>Changes of more rows than one transaction should take.</summary>
public static class ManyTransactions
{
    /// <summary>There is one writer: a log-in waits behind so many rows, never behind a year of them.</summary>
    public const int RowsAtOnce = 500;

    /// <summary>
    /// Runs the change again and again until it finds fewer than <see cref="RowsAtOnce"/> rows, and returns how many
    /// they were in all. It must not find again what it has changed.
    /// </summary>
    public static async Task<int> WriteInTurnsAsync(
        this IPerchStore store, Func<DbContext, CancellationToken, Task<int>> change, CancellationToken cancellation)
    {
        var total = 0;
        int turn;

        do
        {
            turn = await store.WriteAsync(change, committed: null, cancellation);
            total += turn;
        }
        while (turn == RowsAtOnce);

        return total;
    }

    /// <summary>Deletes all rows that <paramref name="which"/> finds, in the order it gives them, and returns how many they were.</summary>
    public static Task<int> DeleteInTurnsAsync<TRow>(
        this IPerchStore store, Func<IQueryable<TRow>, IQueryable<TRow>> which, CancellationToken cancellation)
        where TRow : class => store.WriteInTurnsAsync(
            (database, token) => which(database.Set<TRow>()).Take(RowsAtOnce).ExecuteDeleteAsync(token), cancellation);
}
