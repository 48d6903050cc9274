using System.Text.Json.Nodes;
using Microsoft.Extensions.Hosting;

namespace Perch.Directory;

/// <summary>
/// Tells of every alarm that stands as <c>alarm.standing</c>: soon after the start and again before listeners can have
/// forgotten it, for as long as it is true.
/// </summary>
internal sealed class AlarmNews(StandingAlarms alarms, IDirectory directory, IOutbox outbox, TimeProvider time)
    : IHostedService, IDisposable
{
    private static readonly TimeSpan SoonAfterTheStart = TimeSpan.FromSeconds(5);

    // Events are kept for 24 hours, so who resumes finds at least one.
    private static readonly TimeSpan TellEvery = TimeSpan.FromHours(12);

    private ITimer? _timer;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _timer = time.CreateTimer(static news => ((AlarmNews)news!).Tell(), this, SoonAfterTheStart, TellEvery);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _timer?.Dispose();

    private void Tell()
    {
        foreach (var account in directory.Accounts.Where(account => account.Enabled))
        {
            foreach (var alarm in alarms.Of(account.Id))
            {
                var data = new JsonObject { ["name"] = alarm.Name, ["text"] = alarm.Text };
                outbox.AddSoon(new(account.Id, "alarm.standing", time.GetUtcNow(), Actor: null, data));
            }
        }
    }
}
