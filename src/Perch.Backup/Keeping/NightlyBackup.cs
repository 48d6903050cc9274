using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Backup;

/// <summary>When the server makes backups by itself.</summary>
/// <param name="At">By the clocks of the first account's zone; null: never.</param>
public sealed record BackupPlan(TimeOnly? At)
{
    public static readonly TimeOnly StandardTime = new(3, 30);
}

/// <summary>
/// Makes a backup each night. One that was missed, because the machine was off, is made soon after the start.
/// </summary>
internal sealed partial class NightlyBackup(
    BackupPlan plan, BackupShelf shelf, BackupAlarm alarm, IDirectory directory, TimeProvider time, ILogger<NightlyBackup> logger)
    : BackgroundService
{
    private static readonly TimeSpan AfterTheStart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AgainAfterFailure = TimeSpan.FromHours(1);
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (plan.At is not { } at)
        {
            return;
        }

        try
        {
            for (var wait = First(at); ; wait = await TryAsync(stoppingToken) ? UntilNext(at) : AgainAfterFailure)
            {
                await Task.Delay(wait, time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The server stops.
        }
    }

    private TimeSpan First(TimeOnly at) =>
        shelf.All().FirstOrDefault(kept => kept.Name.Kind == BackupKind.Nightly) is { } last
        && time.GetUtcNow() - last.Name.At < TooOld
            ? UntilNext(at)
            : AfterTheStart;

    private TimeSpan UntilNext(TimeOnly at)
    {
        var now = time.GetUtcNow();

        return NightlyTime.NextAfter(now, at, Zone()) - now;
    }

    private TimeZoneInfo Zone() =>
        TimeZoneInfo.TryFindSystemTimeZoneById(directory.DefaultAccount.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    private async Task<bool> TryAsync(CancellationToken cancellation)
    {
        try
        {
            var made = await shelf.MakeAsync(BackupKind.Nightly, cancellation);
            alarm.Clear();
            LogMade(made.Name.Text, made.Bytes);

            return true;
        }
        catch (Exception failure) when (failure is BackupException or DataDirectoryException)
        {
            if (alarm.Raise(failure.Message))
            {
                LogFailed(failure.Message);
            }

            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The backup {Name} is made, {Bytes} bytes")]
    private partial void LogMade(string name, long bytes);

    [LoggerMessage(LogLevel.Error, "There is no backup of this night; tried again every hour. {Reason}")]
    private partial void LogFailed(string reason);
}
