using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Takes away events, also refused ones, and remembered requests that are older than they are kept.</summary>
internal sealed class OutboxSweep(IPerchStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>The newest row stays however old it is: by it a restart knows how far the numbers have come.</summary>
    public Task<int> SweepAsync()
    {
        var now = time.GetUtcNow();
        var oldest = (now - EventLimits.KeptFor).ToUnixTimeMilliseconds();
        var oldestRequest = (now - RepeatedRequests.KeptFor).ToUnixTimeMilliseconds();

        return store.WriteAsync(
            async (database, token) =>
                await database.Set<RepeatableRow>().Where(row => row.At < oldestRequest).ExecuteDeleteAsync(token)
                + await database.Set<RefusedEventRow>().Where(row => row.At < oldest).ExecuteDeleteAsync(token)
                + await database.Set<OutboxRow>()
                    .Where(row => row.At < oldest && row.Id < database.Set<OutboxRow>().Max(newest => newest.Id))
                    .ExecuteDeleteAsync(token),
            committed: null,
            CancellationToken.None);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (true)
        {
            try
            {
                await SweepAsync();
            }
            catch (StoreUnavailableException)
            {
                // The next one takes away more.
            }

            await Task.Delay(Every, time, stoppingToken);
        }
    }
}
