using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Perch.Directory;

/// <summary>
/// Lets every module forget once a day. It keeps no note of when it last did: to run again after a restart finds nothing
/// left to do.
/// </summary>
internal sealed partial class DailyForgetting(
    IEnumerable<IForgetting> modules, TimeProvider time, ILogger<DailyForgetting> logger) : BackgroundService
{
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            for (var wait = AfterTheStart; ; wait = await TryAllAsync(stoppingToken) ? Every : AgainAfterFailure)
            {
                await Task.Delay(wait, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private async Task<bool> TryAllAsync(CancellationToken cancellation)
    {
        var all = true;

        foreach (var module in modules)
        {
            all &= await TryAsync(module, cancellation);
        }

        return all;
    }

    private async Task<bool> TryAsync(IForgetting module, CancellationToken cancellation)
    {
        try
        {
            if (await module.RunAsync(cancellation) is > 0 and var count)
            {
                LogForgotten(count, module.What);
            }

            return true;
        }
        catch (StoreUnavailableException failure)
        {
            LogUnavailable(failure, module.What);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} {What} were older than they are kept, and are forgotten")]
    private partial void LogForgotten(int count, string what);

    [LoggerMessage(LogLevel.Error, "Some {What} are older than they are kept; next try in an hour")]
    private partial void LogUnavailable(Exception failure, string what);
}
