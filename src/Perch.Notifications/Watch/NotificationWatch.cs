using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>One round after another, from the start of the server to its end.</summary>
internal sealed partial class NotificationWatch(NotificationRound round, TimeProvider time, ILogger<NotificationWatch> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Every, time, stoppingToken);
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task TryAsync(CancellationToken cancellation)
    {
        try
        {
            await round.RunAsync(cancellation);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            // A bug in one source, or a database that is away: the calls go on, and so does the next round.
            LogFailed(failure);
        }
    }

    [LoggerMessage(LogLevel.Error, "Notifications failed; the next round goes on")]
    private partial void LogFailed(Exception failure);
}
