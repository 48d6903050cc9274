using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Forgets once a day. It keeps no note of when it last did: to run again after a restart finds nothing left to do.
/// </summary>
internal sealed partial class DailyForgetting(
    Forgetting forgetting, TimeProvider time, ILogger<DailyForgetting> logger) : BackgroundService
{
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var wait = AfterTheStart; ; wait = await TryAsync(stoppingToken) ? Every : AgainAfterFailure)
            {
                await Task.Delay(wait, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            if (await forgetting.RunAsync(cancellation) is > 0 and var count)
            {
                LogForgotten(count);
            }

            return true;
        }
        catch (StoreUnavailableException failure)
        {
            LogUnavailable(failure);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} hot-desk sessions are old enough: they no longer say who it was")]
    private partial void LogForgotten(int count);

    [LoggerMessage(LogLevel.Error, "Old hot-desk sessions still say who it was; next try in an hour")]
    private partial void LogUnavailable(Exception failure);
}
