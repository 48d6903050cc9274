using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Directory;

namespace Perch.Notifications;

/// <summary>
/// Mails on their way. In memory only: what a mail says stands in the portal too, so that a restart loses the copy and not
/// the message. The accounts do not wait for each other.
/// </summary>
internal sealed partial class MailQueue(MailSender sender, TimeProvider time, ILogger<MailQueue> logger)
    : IHostedService, IDisposable
{
    /// <summary>Who has more waiting has a server that takes none.</summary>
    public const int MostOfAnAccount = 200;

    private static readonly TimeSpan[] Waits =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2),
    ];

    private readonly ConcurrentDictionary<AccountId, Lane> _lanes = new();
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>Never waits.</summary>
    public void Add(AccountId account, Mail mail)
    {
        var lane = _lanes.GetOrAdd(account, static _ => new Lane());

        if (Interlocked.Increment(ref lane.Waiting) > MostOfAnAccount)
        {
            Interlocked.Decrement(ref lane.Waiting);
            LogFull(account);
            return;
        }

        _ = Task.Run(() => CarryAsync(account, lane, mail));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _stopping.CancelAsync();

    public void Dispose() => _stopping.Dispose();

    private async Task CarryAsync(AccountId account, Lane lane, Mail mail)
    {
        try
        {
            var result = await lane.InTurnAsync(() => sender.SendAsync(account, mail, _stopping.Token));

            foreach (var wait in Waits)
            {
                if (result.IsSent || result.IsForGood)
                {
                    break;
                }

                await Task.Delay(wait, time, _stopping.Token);
                result = await lane.InTurnAsync(() => sender.SendAsync(account, mail, _stopping.Token));
            }

            if (!result.IsSent)
            {
                LogNotSent(account, result.Error);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
        finally
        {
            Interlocked.Decrement(ref lane.Waiting);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A mail of account {Account} was not sent: {Why}")]
    private partial void LogNotSent(AccountId account, string? why);

    [LoggerMessage(LogLevel.Warning, "Too many mails of account {Account} wait; one was dropped")]
    private partial void LogFull(AccountId account);

    /// <summary>Of one account, which has one connection to its server at a time.</summary>
    private sealed class Lane
    {
        public int Waiting;

        private readonly Lock _lock = new();
        private Task _last = Task.CompletedTask;

        public Task<MailResult> InTurnAsync(Func<Task<MailResult>> send)
        {
            lock (_lock)
            {
                var mine = AfterAsync(_last, send);
                _last = mine;
                return mine;
            }
        }

        private static async Task<MailResult> AfterAsync(Task before, Func<Task<MailResult>> send)
        {
            await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
            return await send();
        }
    }
}
