using Microsoft.Extensions.Logging;

namespace Perch.HotDesking;

/// <summary>
/// Brings memory up to date after a commit, and then tells the listeners. What is committed stands: a listener that
/// fails keeps the news neither from the others nor from whoever asked for the change.
/// </summary>
internal sealed partial class DeskNews(
    OpenSessions open, IEnumerable<IHotDeskListener> listeners, HotDeskingMetrics metrics, ILogger<DeskNews> logger)
{
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
