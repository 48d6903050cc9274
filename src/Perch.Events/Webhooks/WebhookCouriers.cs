using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Events;

/// <summary>One courier for each webhook that is enabled, from the start of the server to its end.</summary>
internal sealed partial class WebhookCouriers : IHostedService, IDisposable
{
    private readonly IPerchStore _store;
    private readonly CourierTools _tools;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, Courier> _running = [];
    private readonly CancellationTokenSource _stopping = new();

    public WebhookCouriers(
        IPerchStore store, CourierTools tools, EventMetrics metrics, ILogger<WebhookCouriers> logger)
    {
        (_store, _tools, _logger) = (store, tools, logger);
        metrics.WatchWebhooks(() => Places().Count(place => place.IsFailing), Slowest);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var rows = await _store.ReadAsync(
            (database, token) => database.Set<WebhookRow>().Where(row => row.Enabled).ToListAsync(token),
            cancellationToken);
        rows.ForEach(Begin);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(All()).WaitAsync(cancellationToken);
    }

    public void Dispose() => _stopping.Dispose();

    /// <summary>Stops the courier, lets the change happen, and starts again with what is there then.</summary>
    public async Task<T> WithoutAsync<T>(Guid webhook, Func<Task<T>> change)
    {
        await EndAsync(webhook);

        try
        {
            return await change();
        }
        finally
        {
            await BeginAsync(webhook);
        }
    }

    /// <summary>Starts with what the database says; nothing where the webhook is off or gone.</summary>
    public async Task BeginAsync(Guid webhook)
    {
        try
        {
            if (await _store.ReadAsync(
                (database, token) => database.Set<WebhookRow>().SingleOrDefaultAsync(row => row.Id == webhook, token),
                CancellationToken.None) is { Enabled: true } row)
            {
                Begin(row);
            }
        }
        catch (StoreUnavailableException failure)
        {
            LogNotStarted(webhook, failure.Message);
        }
    }

    /// <summary>The account is deleted, and its webhooks with it. Does not wait.</summary>
    public void Forget(AccountId account)
    {
        lock (_lock)
        {
            foreach (var (webhook, courier) in _running.Where(running => running.Value.Account == account).ToList())
            {
                _running.Remove(webhook);
                _ = courier.Stop.CancelAsync();
            }
        }
    }

    private void Begin(WebhookRow row)
    {
        lock (_lock)
        {
            if (_stopping.IsCancellationRequested || _running.ContainsKey(row.Id))
            {
                return;
            }

            var stop = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
            var place = new CourierPlace { At = row.Cursor };
            var run = Task.Run(() => RunAsync(row, place, stop.Token), CancellationToken.None);
            _running[row.Id] = new(new AccountId(row.AccountId), stop, run, place);
        }
    }

    private async Task EndAsync(Guid webhook)
    {
        Courier? courier;

        lock (_lock)
        {
            if (!_running.Remove(webhook, out courier))
            {
                return;
            }
        }

        await courier.Stop.CancelAsync();
        await courier.Run;
        courier.Stop.Dispose();
    }

    private List<Task> All()
    {
        lock (_lock)
        {
            return [.. _running.Values.Select(courier => courier.Run)];
        }
    }

    private List<CourierPlace> Places()
    {
        lock (_lock)
        {
            return [.. _running.Values.Select(courier => courier.Place)];
        }
    }

    // Events of others and of no interest are in it, so it is a bound, and zero for whoever has caught up.
    private long Slowest()
    {
        var last = _tools.Pages.Last;

        return Places().Select(place => Math.Max(0, last - place.At)).DefaultIfEmpty().Max();
    }

    private async Task RunAsync(WebhookRow row, CourierPlace place, CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                await new WebhookCourier(_tools, row, place).RunAsync(cancellation);
                return;
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                return;
            }
            catch (StoreUnavailableException)
            {
                await PauseAsync(cancellation);
            }
            catch (Exception failure)
            {
                LogCourierFailed(failure, row.Id);
                await PauseAsync(cancellation);
            }
        }
    }

    private async Task PauseAsync(CancellationToken cancellation) =>
        await Task.Delay(RetryWaits.After(1), _tools.Time, cancellation).ConfigureAwait(
            ConfigureAwaitOptions.SuppressThrowing);

    private sealed record Courier(AccountId Account, CancellationTokenSource Stop, Task Run, CourierPlace Place);

    [LoggerMessage(LogLevel.Error, "The courier of webhook {Webhook} failed and begins again")]
    private partial void LogCourierFailed(Exception failure, Guid webhook);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook} waits for the next start or change: {Why}")]
    private partial void LogNotStarted(Guid webhook, string why);
}
