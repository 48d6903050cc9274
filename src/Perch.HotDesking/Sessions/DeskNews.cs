using Microsoft.Extensions.Logging;

namespace Perch.HotDesking;

/// <summary>
/// Brings memory up to date after a commit, and then tells the listeners. What is committed stands: a listener that
/// fails keeps the news neither from the others nor from whoever asked for the change.
/// </summary>
internal sealed partial class DeskNews(
    OpenSessions open, IEnumerable<IHotDeskListener> listeners, DeskEvents events, IFellowNodes fellows,
    HotDeskingMetrics metrics, ILogger<DeskNews> logger)
{
    /// <summary>What is said in the transaction itself.</summary>
    public DeskEvents Events => events;

    public HotDeskingMetrics Metrics => metrics;

    /// <summary>Returns when no other node remembers what was before; to be awaited before anybody hears of the change.</summary>
    public Task ForgottenElsewhereAsync(SessionChange change)
    {
        HotDeskSession[] concerned = change.Started is { } started ? [.. change.Ended, started] : [.. change.Ended];

        return fellows.ForgetAsync(
            [.. concerned.Select(session => session.UserId).Distinct()],
            [.. concerned.Select(session => session.DeviceId).Distinct()]);
    }

    public void Committed(SessionChange change)
    {
        foreach (var session in change.Ended)
        {
            metrics.Ended(session.End!.Reason);
        }

        Follow(change);
    }

    /// <summary>What was committed here, or is known now to have been committed at another node.</summary>
    public void Follow(SessionChange change)
    {
        open.Apply(change);

        foreach (var session in change.Ended)
        {
            Tell(listener => listener.Hear(new HotDeskSessionEnded(session)));
        }

        if (change.Started is { } started)
        {
            Tell(listener => listener.Hear(new HotDeskSessionStarted(started)));
        }
    }

    public void Toggled(DevicesToggled news) => Tell(listener => listener.Hear(news));

    private void Tell(Action<IHotDeskListener> hear)
    {
        foreach (var listener in listeners)
        {
            try
            {
                hear(listener);
            }
            catch (Exception failure)
            {
                LogListenerFailed(failure, listener.GetType().Name);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "{Listener} failed on news of the desks")]
    private partial void LogListenerFailed(Exception failure, string listener);
}
