using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Perch.Directory;

namespace Perch.Events;

/// <summary>Takes away what is older than <see cref="EventLimits.KeptFor"/>.</summary>
internal sealed class OutboxSweep(IPerchStore store, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(10);

    /// <summary>The newest row stays however old it is: by it a restart knows how far the numbers have come.</summary>
    public Task<int> SweepAsync()
    {
        var oldest = (time.GetUtcNow() - EventLimits.KeptFor).ToUnixTimeMilliseconds();

        return store.WriteAsync(
            (database, token) => database.Set<OutboxRow>()
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
