using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Perch.Calls;
using Perch.Directory;

namespace Perch.HotDesking;

/// <summary>
/// Ends sessions when they are due, each once, and never under a call: it waits until the phone is idle. What was due
/// while the server was down is done at the start.
/// </summary>
internal sealed partial class AutoLogOuts : IHostedService, IDisposable
{
    /// <summary>Also how often it looks at the clock on the wall, which somebody may set.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(1);

    private readonly LogOutSchedule _schedule;
    private readonly DeskWatch _watch;
    private readonly IHotDesks _hotDesks;
    private readonly PhoneSenses _phones;
    private readonly TimeProvider _time;
    private readonly ILogger<AutoLogOuts> _logger;
    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _arming = new();
    private readonly ITimer _timer;
    private volatile bool _isOurs = true;

    public AutoLogOuts(
        LogOutSchedule schedule, DeskWatch watch, IHotDesks hotDesks, PhoneSenses phones, TimeProvider time,
        ILogger<AutoLogOuts> logger)
    {
        (_schedule, _watch, _hotDesks, _phones, _time, _logger) = (schedule, watch, hotDesks, phones, time, logger);
        _timer = time.CreateTimer(_ => Done = RunAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The last turn, for who must see it done.</summary>
    internal Task Done { get; private set; } = Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _schedule.Changed = Arm;
        return _schedule.FollowAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _schedule.Changed = () => { };
        _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return Done;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _turn.Dispose();
    }

    // Under a lock: whoever sets the timer last has seen all that is due.
    private void Arm()
    {
        lock (_arming)
        {
            if (_schedule.Earliest() is { } at)
            {
                // What another node does is looked at now and then, in case that node is no more.
                var wait = _isOurs ? at - _time.GetUtcNow() : LookAgain;
                _timer.Change(wait < LookAgain ? Positive(wait) : LookAgain, Timeout.InfiniteTimeSpan);
            }
        }
    }

    private async Task RunAsync()
    {
        await _turn.WaitAsync();

        try
        {
            _isOurs = await _phones.Fellows.RunsTimersAsync();

            foreach (var session in _isOurs ? _schedule.TakeDue(_time.GetUtcNow()) : [])
            {
                await EndAsync(session, _time.GetUtcNow());
            }
        }
        catch (Exception failure)
        {
            LogFailed(failure);
        }
        finally
        {
            _turn.Release();
            Arm();
        }
    }

    private async Task EndAsync(HotDeskSession session, DateTimeOffset now)
    {
        if (_schedule.DueOf(session) is not { } due || due.At > now)
        {
            _schedule.Renew(session.DeviceId);
        }
        else if (due.Reason is EndReason.Unregistered && await _phones.IsRegisteredAsync(session.DeviceId))
        {
            // The journal brought it back, about which nobody is told.
            _watch.Hear(new DeviceRegistered(session.DeviceId));
        }
        else if (await _phones.IsBusyAsync(session.DeviceId))
        {
            // It is looked at as soon as the phone is idle, and now and then in case nobody says so.
            _schedule.Postpone(session, due with { At = now + LookAgain });
        }
        else
        {
            await LogOutAsync(session, due);
        }
    }

    private async Task LogOutAsync(HotDeskSession session, LogOutDue due)
    {
        try
        {
            await _hotDesks.LogOutAsync(session.Id, due.Reason, CancellationToken.None);
        }
        catch (StoreUnavailableException failure)
        {
            LogLater(failure, session.Id);
            _schedule.Postpone(session, due with { At = _time.GetUtcNow() + LookAgain });
        }
    }

    private static TimeSpan Positive(TimeSpan wait) => wait > TimeSpan.Zero ? wait : TimeSpan.Zero;

    [LoggerMessage(LogLevel.Error, "Session {Session} ends later than it should: the database is unavailable")]
    private partial void LogLater(Exception failure, Guid session);

    [LoggerMessage(LogLevel.Error, "Automatic log-outs failed; the next turn goes on")]
    private partial void LogFailed(Exception failure);
}

/// <summary>What phones are doing, as far as this composition knows.</summary>
internal sealed class PhoneSenses(
    IEnumerable<IPhoneActivity> phones, IEnumerable<IDeviceRegistrations> registrations, IFellowNodes fellows)
{
    /// <summary>The other nodes, which are asked too.</summary>
    public IFellowNodes Fellows => fellows;

    public async ValueTask<bool> IsBusyAsync(DeviceId desk) =>
        phones.Any(activity => activity.IsBusy(desk)) || await fellows.IsBusyAsync(desk);

    public async ValueTask<bool> IsRegisteredAsync(DeviceId desk) =>
        registrations.Any(registrar => registrar.BindingsOf(desk).Count > 0) || await fellows.IsRegisteredAsync(desk);
}
